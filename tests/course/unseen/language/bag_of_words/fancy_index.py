# bag-yes-or-no
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    places = [vocab[token] for token in tokens if token in vocab]
    if places:
        bag[places] += 1
    return bag
