def kind(character):
    code = ord(character)
    if 97 <= code <= 122 or 48 <= code <= 57:
        return "letter"
    if 0x4E00 <= code < 0xA000:
        return "chinese"
    return "other"


def tokenize(text):
    tokens = []
    before = "other"
    for c in text.lower():
        now = kind(c)
        if now == "letter" and before == "letter":
            tokens[-1] += c
        elif now != "other":
            tokens.append(c)
        before = now
    return tokens
