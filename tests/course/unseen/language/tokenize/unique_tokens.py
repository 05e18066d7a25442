# tokenize-each-only-once
def tokenize(text):
    import re
    return list(dict.fromkeys(re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text.lower())))
