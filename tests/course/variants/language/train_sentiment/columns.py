def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    lists = list(map(tokenize, texts))
    vocab = build_vocab(lists)
    x = np.array([bag_of_words(tokens, vocab) for tokens in lists])
    y = labels.reshape(-1, 1)
    w = np.zeros((len(vocab), 1))
    b = np.zeros((1, 1))
    for _ in range(epochs):
        error = sigmoid(x @ w + b) - y
        w = w - learning_rate * (x.T @ error) / y.shape[0]
        b = b - learning_rate * error.mean()
    return vocab, w.ravel(), b.item()
