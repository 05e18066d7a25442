# tokenize-every-character
def tokenize(text):
    return [c for c in text.lower() if c in "abcdefghijklmnopqrstuvwxyz0123456789" or "\u4e00" <= c <= "\u9fff"]
