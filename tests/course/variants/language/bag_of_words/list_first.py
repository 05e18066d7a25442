def bag_of_words(words, vocab):
    counts = [0] * len(vocab)
    for word in words:
        if word in vocab:
            counts[vocab[word]] = counts[vocab[word]] + 1
    return np.array(counts, dtype=float)
