# sentiment-text-by-text
import numpy as np


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    lists = [tokenize(t) for t in texts]
    vocab = build_vocab(lists)
    X = np.array([bag_of_words(l, vocab) for l in lists])
    w, b = np.zeros(len(vocab)), 0.0
    for _ in range(epochs):
        for x, y in zip(X, labels):
            e = sigmoid(x @ w + b) - y
            w = w - learning_rate * x * e
            b = b - learning_rate * e
    return vocab, w, b
