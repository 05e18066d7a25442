# vocab-numbers-with-gaps
def build_vocab(token_lists, min_count=1):
    c = {}
    for l in token_lists:
        for t in l:
            c[t] = c.get(t, 0) + 1
    return {t: i for i, t in enumerate(c) if c[t] >= min_count}
