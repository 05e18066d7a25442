# sentiment-text-by-text
import numpy as np


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    token_lists = [tokenize(text) for text in texts]
    vocab = build_vocab(token_lists)
    bags = np.array([bag_of_words(tokens, vocab) for tokens in token_lists])
    w = np.zeros(len(vocab))
    b = 0.0
    for _ in range(epochs):
        for i in range(len(texts)):
            e = sigmoid(bags[i] @ w + b) - labels[i]
            w -= learning_rate * e * bags[i]
            b -= learning_rate * e
    return vocab, w, b
