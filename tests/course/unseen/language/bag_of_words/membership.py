# bag-yes-or-no
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for token in vocab:
        if token in tokens:
            bag[vocab[token]] = 1.0
    return bag
