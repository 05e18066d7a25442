# bag-unknown-word-crashes
import numpy as np


def bag_of_words(tokens, vocab):
    counts = [0] * len(vocab)
    for token in tokens:
        place = vocab[token]
        counts[place] += 1
    return np.array(counts)
