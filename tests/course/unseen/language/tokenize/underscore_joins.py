# tokenize-underscore-in-words
def tokenize(text):
    import re
    return re.findall(r"[a-z0-9_]+|[\u4e00-\u9fff]", text.lower())
