def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab), dtype=int)
    for token in tokens:
        try:
            bag[vocab[token]] += 1
        except KeyError:
            pass
    return bag
