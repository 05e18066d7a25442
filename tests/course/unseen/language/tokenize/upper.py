# tokenize-capitals-only | wrong | only | all-but | tokenize-keeps-capitals
import re


def tokenize(text):
    return [token.upper() for token in re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text.lower())]
