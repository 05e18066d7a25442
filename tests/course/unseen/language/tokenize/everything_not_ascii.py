# tokenize-chinese-punctuation-kept
def tokenize(text):
    tokens, word = [], ""
    for c in text.lower() + " ":
        if c in "abcdefghijklmnopqrstuvwxyz0123456789":
            word += c
        else:
            if word:
                tokens.append(word)
            word = ""
            if ord(c) > 255:
                tokens.append(c)
    return tokens
