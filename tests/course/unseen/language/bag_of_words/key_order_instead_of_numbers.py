# bag-order-of-keys
import numpy as np


def bag_of_words(tokens, vocab):
    return np.array([tokens.count(w) for w in vocab])
