# tokenize-deletes-what-separates
def tokenize(text):
    import re
    text = re.sub(r"[^a-z0-9\u4e00-\u9fff ]", "", text.lower())
    return re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text)
