# vocab-ignores-min-count
def build_vocab(token_lists, min_count=1):
    v = {}
    for l in token_lists:
        for t in l:
            if t not in v:
                v[t] = len(v)
    return v
