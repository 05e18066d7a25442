# bag-a-table-with-one-row
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for token in tokens:
        if token in vocab:
            bag[vocab[token]] += 1
    return bag.reshape(1, -1)
