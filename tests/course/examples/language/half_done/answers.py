def tokenize(text):
    tokens = []
    word = ""
    for c in text.lower():
        if c in "abcdefghijklmnopqrstuvwxyz0123456789":
            word = word + c
        else:
            if len(word) > 0:
                tokens.append(word)
            word = ""
            if "\u4e00" <= c <= "\u9fff":
                tokens.append(c)
    if len(word) > 0:
        tokens.append(word)
    return tokens


def build_vocab(token_lists, min_count=1):
    counts = {}
    for tokens in token_lists:
        for token in tokens:
            counts[token] = counts.get(token, 0) + 1
    vocab = {}
    for token in counts:
        if counts[token] >= min_count:
            vocab[token] = len(vocab)
    return vocab
