# tokenize-keeps-capitals
def tokenize(text):
    import re
    return re.findall(r"[A-Za-z0-9]+|[\u4e00-\u9fff]", text)
