# vocab-last-text-only
def build_vocab(token_lists, min_count=1):
    for l in token_lists:
        c = {}
        for t in l:
            c[t] = c.get(t, 0) + 1
    v = {}
    for t in c:
        if c[t] >= min_count:
            v[t] = len(v)
    return v
