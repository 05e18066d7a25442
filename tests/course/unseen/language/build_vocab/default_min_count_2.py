# vocab-another-default
def build_vocab(token_lists, min_count=2):
    c = {}
    for l in token_lists:
        for t in l:
            c[t] = c.get(t, 0) + 1
    return {t: i for i, t in enumerate(t for t in c if c[t] >= min_count)}
