# tokenize-drops-chinese
def tokenize(text):
    tokens, word = [], ""
    for c in text.lower() + " ":
        if "a" <= c <= "z" or "0" <= c <= "9":
            word += c
        elif word:
            tokens.append(word)
            word = ""
    return tokens
