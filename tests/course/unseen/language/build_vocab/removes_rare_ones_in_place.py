# vocab-changes-the-lists | only
def build_vocab(token_lists, min_count=1):
    flat = [token for tokens in token_lists for token in tokens]
    for tokens in token_lists:
        for token in list(tokens):
            if flat.count(token) < min_count:
                tokens.remove(token)
    vocab = {}
    for tokens in token_lists:
        for token in tokens:
            vocab.setdefault(token, len(vocab))
    return vocab
