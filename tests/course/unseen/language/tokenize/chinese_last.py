# tokenize-english-first
import re


def tokenize(text):
    words, characters = [], []
    for token in re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text.lower()):
        if token.isascii():
            words.append(token)
        else:
            characters.append(token)
    return words + characters
