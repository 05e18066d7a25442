import numpy as np


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    vocab = build_vocab([tokenize(t) for t in texts])
    X = np.array([[*bag_of_words(tokenize(t), vocab), 1.0] for t in texts])
    theta = np.zeros(len(vocab) + 1)
    for _ in range(epochs):
        theta -= learning_rate * X.T @ (sigmoid(X @ theta) - labels) / len(X)
    return vocab, theta[:-1], theta[-1]
