# bag-counts-inside-words
import numpy as np


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    text = " ".join(tokens)
    for w in vocab:
        bag[vocab[w]] = text.count(w)
    return bag
