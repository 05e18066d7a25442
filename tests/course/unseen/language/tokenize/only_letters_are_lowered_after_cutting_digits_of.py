# tokenize-drops-chinese-and-joins-at-blanks
def tokenize(text):
    words = []
    for part in text.lower().split():
        word = "".join(c for c in part if c.isascii() and c.isalnum())
        if word:
            words.append(word)
    return words
