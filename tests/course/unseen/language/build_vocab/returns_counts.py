# vocab-counts-instead-of-numbers
def build_vocab(token_lists, min_count=1):
    c = {}
    for l in token_lists:
        for t in l:
            c[t] = c.get(t, 0) + 1
    return {t: n for t, n in c.items() if n >= min_count}
