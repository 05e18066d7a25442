def step(bags, labels, weights, bias, learning_rate):
    errors = sigmoid(bags @ weights + bias) - labels
    return weights - learning_rate * np.einsum("nv,n->v", bags, errors) / len(bags), bias - learning_rate * np.mean(errors)


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    lists = [tokenize(text) for text in texts]
    vocab = build_vocab(lists)
    bags = np.stack([bag_of_words(tokens, vocab) for tokens in lists]).astype(float)
    weights, bias = np.zeros(len(vocab)), 0.0
    for _ in range(epochs):
        weights, bias = step(bags, labels, weights, bias, learning_rate)
    return vocab, weights, bias
