# bag-stops-at-unknown-words
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for token in tokens:
        if token in vocab:
            bag[vocab[token]] += 1
        else:
            return bag
    return bag
