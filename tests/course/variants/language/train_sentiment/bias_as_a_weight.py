def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    lists = [tokenize(text) for text in texts]
    vocab = build_vocab(lists)
    rows = [np.append(bag_of_words(tokens, vocab), 1.0) for tokens in lists]
    x = np.array(rows)
    w = np.zeros(len(vocab) + 1)
    for _ in range(epochs):
        w -= learning_rate * x.T @ (sigmoid(x @ w) - labels) / len(x)
    return vocab, w[:-1], w[-1]
