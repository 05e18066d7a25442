# bag-order-of-keys
import numpy as np


def bag_of_words(tokens, vocab):
    bag = []
    for token in vocab.keys():
        bag.append(tokens.count(token))
    return np.array(bag, dtype=float)
