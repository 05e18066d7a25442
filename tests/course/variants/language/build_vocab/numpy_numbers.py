import numpy as np
def build_vocab(token_lists, min_count=1):
    counts = {}
    for l in token_lists:
        for t in l:
            counts[t] = counts.get(t, 0) + 1
    kept = [t for t, c in counts.items() if not c < min_count]
    return {t: n for t, n in zip(kept, np.arange(len(kept)))}
