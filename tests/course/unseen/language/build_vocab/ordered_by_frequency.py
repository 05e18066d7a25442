# vocab-by-frequency
def build_vocab(token_lists, min_count=1):
    from collections import Counter
    c = Counter(t for l in token_lists for t in l)
    return {t: i for i, (t, n) in enumerate(c.most_common()) if n >= min_count}
