# returns-nothing
def tokenize(text):
    import re
    t = re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text.lower())
    if t:
        return t
