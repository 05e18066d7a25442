def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    lists = []
    for text in texts:
        lists.append(tokenize(text))
    vocab = build_vocab(lists)
    bags = [bag_of_words(tokens, vocab) for tokens in lists]
    n = len(texts)
    weights = np.zeros(len(vocab))
    bias = 0.0
    for epoch in range(epochs):
        weight_slope = np.zeros(len(vocab))
        bias_slope = 0.0
        for i in range(n):
            p = sigmoid(np.dot(bags[i], weights) + bias)
            weight_slope += (p - labels[i]) * bags[i] / n
            bias_slope += (p - labels[i]) / n
        weights = weights - learning_rate * weight_slope
        bias = bias - learning_rate * bias_slope
    return vocab, weights, bias
