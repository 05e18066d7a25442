import string

LETTERS = set(string.ascii_lowercase + string.digits)


def tokenize(text):
    tokens, word = [], []
    for c in text.lower() + "\n":
        if c in LETTERS:
            word.append(c)
            continue
        if word:
            tokens.append("".join(word))
            word = []
        if c >= "\u4e00" and c <= "\u9fff":
            tokens.append(c)
    return tokens
