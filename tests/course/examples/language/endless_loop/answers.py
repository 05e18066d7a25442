def tokenize(text):
    text = text.lower()
    tokens = []
    i = 0
    while i < len(text):
        if text[i] in "abcdefghijklmnopqrstuvwxyz0123456789":
            word = text[i]
            tokens = tokens[-5:] + [word]
        elif "\u4e00" <= text[i] <= "\u9fff":
            tokens.append(text[i])
            i = i + 1
        else:
            i = i + 1
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


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for token in tokens:
        if token in vocab:
            bag[vocab[token]] += 1
    return bag


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    lists = [tokenize(text) for text in texts]
    vocab = build_vocab(lists)
    bags = np.array([bag_of_words(tokens, vocab) for tokens in lists])
    weights = np.zeros(len(vocab))
    bias = 0.0
    for epoch in range(epochs):
        errors = sigmoid(bags @ weights + bias) - labels
        weights = weights - learning_rate * (bags.T @ errors) / len(texts)
        bias = bias - learning_rate * errors.mean()
    return vocab, weights, bias
