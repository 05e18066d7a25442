# raises
def build_vocab(token_lists, min_count=1):
    counts = {}
    for tokens in token_lists:
        for token in tokens:
            counts[token] += 1
    return {t: i for i, t in enumerate(t for t in counts if counts[t] >= min_count)}
