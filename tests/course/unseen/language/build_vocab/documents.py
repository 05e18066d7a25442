# vocab-counts-texts
def build_vocab(token_lists, min_count=1):
    vocab = {}
    for tokens in token_lists:
        for token in tokens:
            texts = sum(token in other for other in token_lists)
            if texts >= min_count and token not in vocab:
                vocab[token] = len(vocab)
    return vocab
