def tokenize(text):
    tokens = []
    word = ""
    for c in text.lower():
        if c in "abcdefghijklmnopqrstuvwxyz0123456789":
            word = word + c
        else:
            if len(word) > 0:
                tokens.append(word)
            word = ""
            if "\u4e00" <= c <= "\u9fff":
                tokens.append(c)
    if len(word) > 0:
        tokens.append(word)
    return tokens


def build_vocab(token_lists, min_count=1):
    counts = {}
    for tokens in token_lists:
        for token in tokens:
            counts[token] = counts.get(token, 0) + 1
    vocab = {}
    for token in counts:
        if counts[token] >= min_count:
            vocab[token] = len(vocab)
    return vocab


def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for token in tokens:
        if token in vocab:
            bag[vocab[token]] += 1
    return bag


def train_sentiment(texts, labels, epochs=300, learning_rate=0.5):
    lists = []
    for text in texts:
        lists.append(tokenize(text))
    vocab = build_vocab(lists)
    bags = []
    for tokens in lists:
        bags.append(bag_of_words(tokens, vocab))
    weights = np.zeros(len(vocab))
    bias = 0.0
    for epoch in range(epochs):
        moves = np.zeros(len(vocab))
        bias_move = 0.0
        for bag, label in zip(bags, labels):
            error = sigmoid(np.sum(bag * weights) + bias) - label
            moves = moves + error * bag
            bias_move = bias_move + error
        weights = weights - learning_rate * moves / len(texts)
        bias = bias - learning_rate * bias_move / len(texts)
    return vocab, weights, bias
