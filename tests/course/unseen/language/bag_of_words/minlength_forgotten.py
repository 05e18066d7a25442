# shape
import numpy as np


def bag_of_words(tokens, vocab):
    return np.bincount(np.array([vocab[t] for t in tokens if t in vocab], dtype=int))
