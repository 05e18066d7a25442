# tokenize-empty-tokens
import re


def tokenize(text):
    text = re.sub(r"([\u4e00-\u9fff])", r" \1 ", text.lower())
    return re.split(r"[^a-z0-9\u4e00-\u9fff]", text)
