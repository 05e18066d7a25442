# tokenize-loses-capitals
def tokenize(text):
    text.lower()
    tokens, word = [], ""
    for c in text:
        if c in "abcdefghijklmnopqrstuvwxyz0123456789":
            word += c
        else:
            if word:
                tokens.append(word)
            word = ""
            if "\u4e00" <= c <= "\u9fff":
                tokens.append(c)
    if word:
        tokens.append(word)
    return tokens
