# tokenize-cuts-at-punctuation-only | tokenize-any-word-character
def tokenize(text):
    tokens, word = [], ""
    for c in text.lower() + " ":
        if c.isalnum():
            word += c
        elif word:
            tokens.append(word)
            word = ""
    return tokens
