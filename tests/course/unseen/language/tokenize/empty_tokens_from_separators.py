# tokenize-empty-tokens-inside
def tokenize(text):
    tokens, word = [], ""
    for c in text.lower():
        if c in "abcdefghijklmnopqrstuvwxyz0123456789":
            word += c
        else:
            tokens.append(word)
            word = ""
            if "\u4e00" <= c <= "\u9fff":
                tokens.append(c)
    if word:
        tokens.append(word)
    return tokens
