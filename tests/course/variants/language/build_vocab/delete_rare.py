def build_vocab(token_lists, min_count=1):
    counts = {}
    for l in token_lists:
        for t in l:
            counts[t] = counts.get(t, 0) + 1
    for t in list(counts):
        if counts[t] < min_count:
            del counts[t]
    for i, t in enumerate(counts):
        counts[t] = i
    return counts
