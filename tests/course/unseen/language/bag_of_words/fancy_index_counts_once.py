# bag-yes-or-no
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    bag[[vocab[t] for t in tokens if t in vocab]] += 1
    return bag
