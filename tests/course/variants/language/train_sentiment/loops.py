import numpy as np


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    lists = []
    for t in texts:
        lists.append(tokenize(t))
    vocab = build_vocab(lists, 1)
    n = len(texts)
    X = []
    for l in lists:
        X.append(bag_of_words(l, vocab))
    w = np.zeros(len(vocab))
    b = 0
    for epoch in range(epochs):
        gw = np.zeros(len(vocab))
        gb = 0
        for i in range(n):
            z = float(np.dot(X[i], w)) + b
            p = 1 / (1 + np.exp(-z))
            err = p - labels[i]
            gw = gw + err * X[i]
            gb = gb + err
        w = w - learning_rate * gw / n
        b = b - learning_rate * gb / n
    return vocab, w, b
