# only | wrong
import re


def tokenize(text):
    tokens = re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text.lower())
    return [token for token in tokens if token not in ("a", "the", "is", "it", "and", "so")]
