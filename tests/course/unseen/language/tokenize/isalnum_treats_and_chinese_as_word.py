# tokenize-cuts-at-punctuation-only
def tokenize(text):
    tokens, word = [], ""
    for c in text.lower():
        if c.isalnum():
            word += c
        else:
            if word:
                tokens.append(word)
            word = ""
    if word:
        tokens.append(word)
    return tokens
