# bag-number-zero-is-taken-for-no
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for t in tokens:
        if vocab.get(t):
            bag[vocab[t]] += 1
    return bag
