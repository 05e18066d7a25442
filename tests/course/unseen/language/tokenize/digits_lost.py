# tokenize-drops-digits
def tokenize(text):
    import re
    return re.findall(r"[a-z]+|[\u4e00-\u9fff]", text.lower())
