# tokenize-asks-isalnum
def tokenize(text):
    tokens, word = [], ""
    for c in text.lower():
        if "\u4e00" <= c <= "\u9fff":
            if word:
                tokens.append(word)
                word = ""
            tokens.append(c)
        elif c.isalnum():
            word += c
        else:
            if word:
                tokens.append(word)
            word = ""
    if word:
        tokens.append(word)
    return tokens
