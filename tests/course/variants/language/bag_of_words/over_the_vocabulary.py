def bag_of_words(tokens, vocab):
    bag = np.zeros(len(vocab))
    for token, place in vocab.items():
        bag[place] = tokens.count(token)
    return bag
