# tokenize-english-first
def tokenize(text):
    import re
    t = text.lower()
    return re.findall(r"[a-z0-9]+", t) + re.findall(r"[\u4e00-\u9fff]", t)
