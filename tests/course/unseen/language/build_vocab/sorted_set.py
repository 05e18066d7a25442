# vocab-unordered-or-sorted
def build_vocab(token_lists, min_count=1):
    flat = sum(token_lists, [])
    vocab = {}
    for token in sorted(set(flat)):
        if flat.count(token) >= min_count:
            vocab[token] = len(vocab)
    return vocab
