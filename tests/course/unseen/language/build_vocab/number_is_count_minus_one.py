# vocab-counts-less-one
def build_vocab(token_lists, min_count=1):
    v = {}
    for l in token_lists:
        for t in l:
            v[t] = v.get(t, -1) + 1
    return v
