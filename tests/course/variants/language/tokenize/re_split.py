import re
def tokenize(text):
    parts = re.split(r"([\u4e00-\u9fff])|[^a-z0-9\u4e00-\u9fff]+", text.lower())
    return [p for p in parts if p]
