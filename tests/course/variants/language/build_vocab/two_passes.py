def build_vocab(token_lists, min_count=1):
    counts = {}
    for tokens in token_lists:
        for token in tokens:
            if token in counts:
                counts[token] = counts[token] + 1
            else:
                counts[token] = 1
    vocab = {}
    number = 0
    for tokens in token_lists:
        for token in tokens:
            if counts[token] >= min_count and token not in vocab:
                vocab[token] = number
                number += 1
    return vocab
