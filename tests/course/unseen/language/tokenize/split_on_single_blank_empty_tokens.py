# tokenize-splits-at-single-blanks
def tokenize(text):
    return text.lower().split(" ")
