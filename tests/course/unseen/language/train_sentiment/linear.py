# sentiment-no-sigmoid
import numpy as np


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    token_lists = [tokenize(text) for text in texts]
    vocab = build_vocab(token_lists)
    bags = np.array([bag_of_words(tokens, vocab) for tokens in token_lists])
    w = np.zeros(len(vocab))
    b = 0.0
    for _ in range(epochs):
        z = bags @ w + b
        w -= learning_rate * bags.T @ (z - labels) / len(texts)
        b -= learning_rate * (z - labels).mean()
    return vocab, w, b
