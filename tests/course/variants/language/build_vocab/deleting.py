def build_vocab(token_lists, min_count=1):
    counts = {}
    for tokens in token_lists:
        for token in tokens:
            counts[token] = counts.get(token, 0) + 1
    for token in list(counts):
        if counts[token] < min_count:
            del counts[token]
    for number, token in enumerate(counts):
        counts[token] = number
    return counts
