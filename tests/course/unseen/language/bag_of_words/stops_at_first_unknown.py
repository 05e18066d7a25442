# bag-stops-at-unknown-words
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for t in tokens:
        if t not in vocab:
            break
        bag[vocab[t]] += 1
    return bag
