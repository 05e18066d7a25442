import numpy as np


def bag_of_words(tokens, vocab):
    bag = [0] * len(vocab)
    for t in tokens:
        try:
            bag[vocab[t]] += 1
        except KeyError:
            pass
    return np.array(bag)
