# shape | raises | wrong | bag-as-long-as-the-text
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(tokens))
    for place, token in enumerate(tokens):
        if token in vocab:
            bag[place] = tokens.count(token)
    return bag
