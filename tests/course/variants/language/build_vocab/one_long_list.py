def build_vocab(token_lists, min_count=1):
    flat = []
    for tokens in token_lists:
        flat.extend(tokens)
    kept = []
    for token in flat:
        if flat.count(token) >= min_count and token not in kept:
            kept.append(token)
    return dict(zip(kept, range(len(kept))))
