def build_vocab(token_lists, min_count=1):
    everything = [t for l in token_lists for t in l]
    kept = []
    for t in everything:
        if t not in kept and everything.count(t) >= min_count:
            kept.append(t)
    return dict(zip(kept, range(len(kept))))
