# bag-logarithms-of-counts
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for t in tokens:
        if t in vocab:
            bag[vocab[t]] += 1
    return np.log1p(bag)
