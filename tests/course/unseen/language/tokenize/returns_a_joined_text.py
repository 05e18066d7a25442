# tokenize-joined-again
def tokenize(text):
    import re
    return " ".join(re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text.lower()))
