# wrong | not-a-value | all-but
def bag_of_words(tokens, vocab):
    bag = {}
    for token in tokens:
        if token in vocab:
            bag[token] = bag.get(token, 0) + 1
    return bag
