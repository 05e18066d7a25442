# vocab-starts-at-one
def build_vocab(token_lists, min_count=1):
    flat = [token for tokens in token_lists for token in tokens]
    vocab = {}
    number = 1
    for token in flat:
        if token not in vocab and flat.count(token) >= min_count:
            vocab[token] = number
            number += 1
    return vocab
