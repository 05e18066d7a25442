# vocab-letters-instead-of-tokens
def build_vocab(token_lists, min_count=1):
    flat = "".join(token for tokens in token_lists for token in tokens)
    kept = [c for c in dict.fromkeys(flat) if flat.count(c) >= min_count]
    return {c: i for i, c in enumerate(kept)}
