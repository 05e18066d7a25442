# bag-a-table-with-one-row
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros((1, len(vocab)))
    for t in tokens:
        if t in vocab:
            bag[0, vocab[t]] += 1
    return bag
