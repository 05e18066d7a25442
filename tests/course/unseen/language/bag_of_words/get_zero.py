# bag-unknown-words-at-zero
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for token in tokens:
        if vocab:
            bag[vocab.get(token, 0)] += 1
    return bag
