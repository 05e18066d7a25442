# raises
def build_vocab(token_lists, min_count=1):
    v = {}
    for t in token_lists:
        if t not in v:
            v[t] = len(v)
    return v
