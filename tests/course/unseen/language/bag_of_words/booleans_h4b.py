# bag-true-or-false
import numpy as np


def bag_of_words(tokens, vocab):
    return np.array([w in tokens for w in sorted(vocab, key=vocab.get)])
