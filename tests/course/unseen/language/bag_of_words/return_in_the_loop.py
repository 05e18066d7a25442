# bag-returns-in-the-loop | returns-nothing | only | wrong
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for token in tokens:
        if token in vocab:
            bag[vocab[token]] += 1
        return bag
