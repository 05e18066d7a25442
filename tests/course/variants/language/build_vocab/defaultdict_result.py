from collections import defaultdict, OrderedDict
def build_vocab(token_lists, min_count=1):
    c = defaultdict(int)
    for l in token_lists:
        for t in l:
            c[t] += 1
    v = OrderedDict()
    for t, k in c.items():
        if k >= min_count:
            v.setdefault(t, len(v))
    return v
