# bag-learns-new-words
import numpy as np


def bag_of_words(tokens, vocab):
    for t in tokens:
        if t not in vocab:
            vocab[t] = len(vocab)
    bag = np.zeros(len(vocab))
    for t in tokens:
        bag[vocab[t]] += 1
    return bag
