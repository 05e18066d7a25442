# vocab-ignores-min-count
def build_vocab(token_lists, min_count=1):
    order = dict.fromkeys(token for tokens in token_lists for token in tokens)
    return {token: number for number, token in enumerate(order)}
