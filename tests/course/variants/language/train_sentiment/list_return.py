import numpy as np


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    lists = [tokenize(t) for t in texts]
    vocab = build_vocab(lists)
    X = np.array([bag_of_words(l, vocab) for l in lists], dtype=float)
    w = np.zeros(X.shape[1])
    b = np.float64(0)
    for _ in range(epochs):
        p = 0.5 * (1 + np.tanh((X.dot(w) + b) / 2))
        grad_w = ((p - labels)[:, None] * X).mean(axis=0)
        grad_b = np.sum(p - labels) / len(labels)
        w, b = w - learning_rate * grad_w, b - learning_rate * grad_b
    return [vocab, w, b]
