import numpy as np


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    token_lists = [tokenize(t) for t in texts]
    vocab = build_vocab(token_lists)
    bags = [list(bag_of_words(t, vocab)) for t in token_lists]
    n = len(bags)
    w = [0.0] * len(vocab)
    b = 0.0
    for _ in range(epochs):
        errors = [float(sigmoid(sum(x * y for x, y in zip(bag, w)) + b)) - y for bag, y in zip(bags, labels)]
        for j in range(len(w)):
            w[j] -= learning_rate * sum(e * bag[j] for e, bag in zip(errors, bags)) / n
        b -= learning_rate * sum(errors) / n
    return vocab, np.array(w), b
