# vocab-when-it-becomes-frequent
def build_vocab(token_lists, min_count=1):
    c, v = {}, {}
    for l in token_lists:
        for t in l:
            c[t] = c.get(t, 0) + 1
            if c[t] >= min_count and t not in v:
                v[t] = len(v)
    return v
