# tokenize-drops-chinese
def tokenize(text):
    import re
    return re.findall(r"[a-z0-9]+", text.lower())
