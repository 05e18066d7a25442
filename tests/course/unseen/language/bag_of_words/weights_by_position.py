# bag-last-place-in-the-text
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for i, t in enumerate(tokens):
        if t in vocab:
            bag[vocab[t]] = i
    return bag
