# tokenize-chinese-in-one-piece
def tokenize(text):
    import re
    return re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]+", text.lower())
