# tokenize-apostrophe-in-words | only
import re


def tokenize(text):
    return re.findall(r"[a-z0-9']+|[\u4e00-\u9fff]", text.lower())
