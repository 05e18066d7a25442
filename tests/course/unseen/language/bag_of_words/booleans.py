# bag-true-or-false | bool
import numpy as np


def bag_of_words(tokens, vocab):
    order = sorted(vocab, key=vocab.get)
    return np.array([token in tokens for token in order], dtype=bool)
