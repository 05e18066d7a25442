# raises
def tokenize(text):
    text = text.lower()
    tokens, i = [], 0
    while i < len(text):
        if text[i].isascii() and text[i].isalnum():
            start = i
            while text[i].isascii() and text[i].isalnum():
                i += 1
            tokens.append(text[start:i])
        else:
            if "\u4e00" <= text[i] <= "\u9fff":
                tokens.append(text[i])
            i += 1
    return tokens
