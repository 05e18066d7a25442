# vocab-counts-each-text-alone
def build_vocab(token_lists, min_count=1):
    v = {}
    for l in token_lists:
        for t in l:
            if l.count(t) >= min_count and t not in v:
                v[t] = len(v)
    return v
