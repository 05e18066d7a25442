# vocab-unordered-or-sorted
def build_vocab(token_lists, min_count=1):
    flat = [t for l in token_lists for t in l]
    return {t: i for i, t in enumerate(sorted(set(flat), key=len)) if flat.count(t) >= min_count}
