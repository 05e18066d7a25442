# bag-as-long-as-the-text
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(tokens))
    for i, t in enumerate(tokens):
        if t in vocab:
            bag[i] = vocab[t]
    return bag
