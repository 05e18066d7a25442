# list
def bag_of_words(tokens, vocab):
    bag = [0] * len(vocab)
    for token in tokens:
        if token in vocab:
            bag[vocab[token]] += 1
    return bag
