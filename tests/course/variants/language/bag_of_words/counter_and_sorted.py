from collections import Counter


def bag_of_words(tokens, vocab):
    counts = Counter(tokens)
    order = sorted(vocab, key=vocab.get)
    return np.array([counts[token] for token in order]) if order else np.zeros(0)
