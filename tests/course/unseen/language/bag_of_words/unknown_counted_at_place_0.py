# bag-unknown-words-at-zero
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for t in tokens:
        bag[vocab.get(t, 0)] += 1
    return bag
