# tokenize-capitals-only
def tokenize(text):
    import re
    return re.findall(r"[A-Z0-9]+|[\u4e00-\u9fff]", text.upper())
