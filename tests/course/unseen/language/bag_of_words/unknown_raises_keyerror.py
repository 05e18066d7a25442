# bag-unknown-word-crashes
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for t in tokens:
        bag[vocab[t]] += 1
    return bag
