# wrong | bag-adds-the-number
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for token in tokens:
        if token in vocab:
            bag[vocab[token]] = vocab[token]
    return bag
