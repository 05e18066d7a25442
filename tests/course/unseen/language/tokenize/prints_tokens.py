# prints | returns-nothing
import re


def tokenize(text):
    for token in re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text.lower()):
        print(token)
