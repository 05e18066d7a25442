# vocab-place-of-the-last-appearance
def build_vocab(token_lists, min_count=1):
    c = {}
    n = 0
    v = {}
    for l in token_lists:
        for t in l:
            c[t] = c.get(t, 0) + 1
            v[t] = n
            n += 1
    return {t: k for t, k in v.items() if c[t] >= min_count}
