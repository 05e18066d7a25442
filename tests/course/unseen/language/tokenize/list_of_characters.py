# tokenize-every-character
import re


def tokenize(text):
    return [c for c in text.lower() if re.match(r"[a-z0-9\u4e00-\u9fff]", c)]
