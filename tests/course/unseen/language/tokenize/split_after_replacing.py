# tokenize-cuts-at-punctuation-only
def tokenize(text):
    for mark in ".,!?;:'()-_，。！？、…":
        text = text.replace(mark, " ")
    return text.lower().split()
