def build_vocab(token_lists, min_count=1):
    order = dict.fromkeys(sum(token_lists, []))
    times = {token: sum(tokens.count(token) for tokens in token_lists) for token in order}
    kept = list(filter(lambda token: times[token] >= min_count, order))
    return {token: kept.index(token) for token in kept}
