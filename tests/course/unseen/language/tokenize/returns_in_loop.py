# tokenize-returns-in-the-loop
def tokenize(text):
    tokens, word = [], ""
    for c in text.lower():
        if c in "abcdefghijklmnopqrstuvwxyz0123456789":
            word += c
        else:
            if word:
                tokens.append(word)
            word = ""
            if "\u4e00" <= c <= "\u9fff":
                tokens.append(c)
        return tokens
