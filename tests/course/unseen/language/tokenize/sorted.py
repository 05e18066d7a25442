# tokenize-alphabetical
def tokenize(text):
    import re
    return sorted(re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text.lower()))
