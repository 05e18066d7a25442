# bag-place-for-unknown-words
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab) + 1)
    for token in tokens:
        if token in vocab:
            bag[vocab[token]] += 1
        else:
            bag[-1] += 1
    return bag
