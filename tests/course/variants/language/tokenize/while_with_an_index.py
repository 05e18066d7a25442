def tokenize(text):
    text = text.lower()
    allowed = "0123456789abcdefghijklmnopqrstuvwxyz"
    tokens = []
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] in allowed:
            j += 1
        if j > i:
            tokens.append(text[i:j])
            i = j
        else:
            if 19968 <= ord(text[i]) <= 40959:
                tokens.append(text[i])
            i += 1
    return tokens
