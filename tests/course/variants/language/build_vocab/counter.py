from collections import Counter


def build_vocab(token_lists, min_count=1):
    counts = Counter(token for tokens in token_lists for token in tokens)
    return {token: i for i, token in enumerate(t for t, n in counts.items() if n >= min_count)}
