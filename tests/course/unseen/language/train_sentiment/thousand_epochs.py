# sentiment-always-300-epochs | wrong | only
import numpy as np


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    token_lists = [tokenize(text) for text in texts]
    vocab = build_vocab(token_lists)
    bags = np.array([bag_of_words(tokens, vocab) for tokens in token_lists])
    w = np.zeros(len(vocab))
    b = 0.0
    for _ in range(1000):
        e = sigmoid(bags @ w + b) - labels
        w -= learning_rate * bags.T @ e / len(texts)
        b -= learning_rate * np.mean(e)
    return vocab, w, b
