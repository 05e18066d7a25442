import re


def tokenize(text):
    return re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text.lower())


def build_vocab(token_lists, min_count=1):
    flat = sum(token_lists, [])
    kept = [t for t in dict.fromkeys(flat) if flat.count(t) >= min_count]
    return {t: i for i, t in enumerate(kept)}


def bag_of_words(tokens, vocab):
    return np.array([tokens.count(t) for t in sorted(vocab, key=vocab.get)])


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    lists = [tokenize(text) for text in texts]
    vocab = build_vocab(lists)
    bags = np.array([bag_of_words(tokens, vocab) for tokens in lists])
    weights = np.zeros(len(vocab))
    bias = 0.0
    for epoch in range(epochs):
        errors = sigmoid(bags @ weights + bias) - labels
        weights = weights - learning_rate * (bags.T @ errors) / len(texts)
        bias = bias - learning_rate * errors.mean()
    return vocab, weights, bias
