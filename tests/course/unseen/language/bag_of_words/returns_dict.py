# bag-a-dictionary
def bag_of_words(tokens, vocab):
    return {w: tokens.count(w) for w in vocab}
