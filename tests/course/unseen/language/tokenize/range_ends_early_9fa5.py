# tokenize-range-too-short
def tokenize(text):
    import re
    return re.findall(r"[a-z0-9]+|[\u4e01-\u9f00]", text.lower())
