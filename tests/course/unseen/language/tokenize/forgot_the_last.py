# tokenize-last-word-lost
def tokenize(text):
    tokens = []
    word = ""
    for c in text.lower():
        if c.isascii() and c.isalnum():
            word += c
            continue
        if word != "":
            tokens.append(word)
        word = ""
        if ord(c) >= 0x4E00 and ord(c) <= 0x9FFF:
            tokens.append(c)
    return tokens
