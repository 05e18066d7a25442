# vocab-first-text-only
def build_vocab(token_lists, min_count=1):
    vocab = {}
    for tokens in token_lists:
        for token in tokens:
            if tokens.count(token) >= min_count and token not in vocab:
                vocab[token] = len(vocab)
        return vocab
