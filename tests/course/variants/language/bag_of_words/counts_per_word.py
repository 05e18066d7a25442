import numpy as np


def bag_of_words(tokens, vocab):
    words = sorted(vocab, key=lambda w: vocab[w])
    return np.array([tokens.count(w) for w in words], dtype=np.float32)
