import numpy as np


def bag_of_words(tokens, vocab):
    places = [vocab[t] for t in tokens if t in vocab]
    return np.bincount(np.array(places, dtype=int), minlength=len(vocab))
