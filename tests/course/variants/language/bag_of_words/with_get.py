def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for token in tokens:
        place = vocab.get(token)
        if place is not None:
            bag[place] += 1
    return bag
