# raises
def build_vocab(token_lists, min_count=1):
    counts = {}
    for tokens in token_lists:
        counts[tokens] = counts.get(tokens, 0) + 1
    return {t: i for i, t in enumerate(counts) if counts[t] >= min_count}
