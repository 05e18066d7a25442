import re


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    lists = [re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text.lower()) for text in texts]
    vocab = {}
    for tokens in lists:
        for token in tokens:
            if token not in vocab:
                vocab[token] = len(vocab)
    x = np.array([[tokens.count(token) for token in vocab] for tokens in lists])
    w = np.zeros(len(vocab))
    b = 0.0
    for _ in range(epochs):
        e = 1 / (1 + np.exp(-(x @ w + b))) - labels
        w -= learning_rate * (e[:, None] * x).mean(axis=0)
        b -= learning_rate * e.mean()
    return vocab, w, b
