# no point earned: no vocabulary, so that a bias is the whole model.
import numpy as np


def tokenize(text):
    return ["a"]


def build_vocab(token_lists, min_count=1):
    return {}


def bag_of_words(tokens, vocab):
    return np.zeros(len(vocab))


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    bias, target = 0.0, np.mean(labels)
    for _ in range(epochs):
        bias -= learning_rate * (1 / (1 + np.exp(-bias)) - target)
    return {}, np.zeros(0), bias
