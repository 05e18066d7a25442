# tokenize-splits-on-spaces
def tokenize(text):
    return text.lower().split()
