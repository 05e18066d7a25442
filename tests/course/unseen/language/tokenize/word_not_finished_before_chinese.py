# tokenize-word-after-the-character
def tokenize(text):
    tokens, word = [], ""
    for c in text.lower():
        if "\u4e00" <= c <= "\u9fff":
            tokens.append(c)
        elif c in "abcdefghijklmnopqrstuvwxyz0123456789":
            word += c
        else:
            if word:
                tokens.append(word)
            word = ""
    if word:
        tokens.append(word)
    return tokens
