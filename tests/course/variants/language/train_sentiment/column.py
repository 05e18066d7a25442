import numpy as np


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    lists = [tokenize(t) for t in texts]
    vocab = build_vocab(token_lists=lists, min_count=1)
    X = np.vstack([bag_of_words(l, vocab) for l in lists])
    y = np.array(labels).reshape(-1, 1)
    w, b = np.zeros((X.shape[1], 1)), np.zeros((1, 1))
    for _ in range(epochs):
        p = sigmoid(X @ w + b)
        w -= learning_rate * (X.T @ (p - y)) / len(y)
        b -= learning_rate * (p - y).mean()
    return vocab, w[:, 0], float(b[0, 0])
