def bag_of_words(tokens, vocab):
    bag = np.zeros(shape=(len(vocab),), dtype=np.float32)
    np.add.at(bag, [vocab[t] for t in tokens if t in vocab] or np.array([], dtype=int), 1)
    return bag
