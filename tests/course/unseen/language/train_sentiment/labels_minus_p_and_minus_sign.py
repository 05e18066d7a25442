# sentiment-bias-climbs-up
import numpy as np


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    lists = [tokenize(t) for t in texts]
    vocab = build_vocab(lists)
    X = np.array([bag_of_words(l, vocab) for l in lists])
    w, b = np.zeros(len(vocab)), 0.0
    for _ in range(epochs):
        e = sigmoid(X @ w + b) - labels
        w = w - learning_rate * X.T @ e / len(texts)
        b = b + learning_rate * np.mean(e)
    return vocab, w, b
