# tokenize-first-letter-lost
def tokenize(text):
    tokens, word, inside = [], "", False
    for c in text.lower() + " ":
        if c in "abcdefghijklmnopqrstuvwxyz0123456789":
            if inside:
                word += c
            inside = True
        else:
            if word:
                tokens.append(word)
            word, inside = "", False
            if "\u4e00" <= c <= "\u9fff":
                tokens.append(c)
    return tokens
