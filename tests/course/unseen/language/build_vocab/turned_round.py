# vocab-number-to-token
def build_vocab(token_lists, min_count=1):
    flat = [token for tokens in token_lists for token in tokens]
    kept = [t for t in dict.fromkeys(flat) if flat.count(t) >= min_count]
    return dict(enumerate(kept))
