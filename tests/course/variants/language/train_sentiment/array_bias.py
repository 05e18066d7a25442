def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    lists = [tokenize(t) for t in texts]
    vocab = build_vocab(lists)
    bags = np.array([bag_of_words(t, vocab) for t in lists])
    weights = np.zeros(len(vocab))
    bias = np.array(0.0)
    k = 0
    while k < epochs:
        p = sigmoid(bags.dot(weights) + bias)
        gradient = bags.T.dot(p - labels) / len(labels)
        bias = bias - learning_rate * sum(p - labels) / len(labels)
        weights = weights - learning_rate * gradient
        k += 1
    return vocab, weights, bias
