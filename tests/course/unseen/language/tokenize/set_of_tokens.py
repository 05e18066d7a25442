# tokenize-each-only-once | not-a-value | raises
import re


def tokenize(text):
    tokens = []
    for token in re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text.lower()):
        if token not in tokens:
            tokens.append(token)
    return tokens
