# text
def build_vocab(token_lists, min_count=1):
    flat = [token for tokens in token_lists for token in tokens]
    vocab = {}
    for token in flat:
        if flat.count(token) >= min_count and token not in vocab:
            vocab[token] = str(len(vocab))
    return vocab
