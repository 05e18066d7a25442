# bag-learns-new-words
import numpy as np


def bag_of_words(tokens, vocab):
    places = [vocab.setdefault(token, len(vocab)) for token in tokens]
    bag = np.zeros(len(vocab))
    for place in places:
        bag[place] += 1
    return bag
