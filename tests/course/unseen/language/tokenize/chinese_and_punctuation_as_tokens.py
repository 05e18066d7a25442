# tokenize-punctuation-as-tokens
def tokenize(text):
    import re
    return re.findall(r"[a-z0-9]+|[^a-z0-9\s]", text.lower())
