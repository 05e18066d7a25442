import numpy as np


def build_vocab(lists, least=1):
    flat = [token for tokens in lists for token in tokens]
    vocab = {}
    for token in flat:
        if np.sum([other == token for other in flat]) >= least:
            vocab.setdefault(token, len(vocab))
    return vocab
