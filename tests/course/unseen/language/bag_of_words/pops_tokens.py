# bag-uses-up-the-tokens
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    while tokens:
        t = tokens.pop()
        if t in vocab:
            bag[vocab[t]] += 1
    return bag
