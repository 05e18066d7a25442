def bag_of_words(tokens, vocab):
    places = [vocab[token] for token in tokens if token in vocab]
    return np.bincount(np.array(places, dtype=int), minlength=len(vocab))
