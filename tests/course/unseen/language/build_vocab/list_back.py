# vocab-a-list-of-tokens | list
def build_vocab(token_lists, min_count=1):
    kept = []
    flat = [token for tokens in token_lists for token in tokens]
    for token in flat:
        if token not in kept and flat.count(token) >= min_count:
            kept.append(token)
    return kept
