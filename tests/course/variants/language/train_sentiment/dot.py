def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    token_lists = [tokenize(text) for text in texts]
    vocab = build_vocab(token_lists, min_count=1)
    x = np.vstack([bag_of_words(tokens, vocab) for tokens in token_lists])
    y = np.asarray(labels, dtype=float)
    w, b = np.zeros(x.shape[1]), 0
    for epoch in range(epochs):
        p = sigmoid(np.dot(x, w) + b)
        w = w - learning_rate * np.dot(p - y, x) / len(y)
        b = b - learning_rate * (p - y).mean()
    return vocab, w, float(b)
