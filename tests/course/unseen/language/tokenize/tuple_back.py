# count | wrong | not-a-value
import re


def tokenize(text):
    return tuple(re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text.lower()))
