# tokenize-chinese-in-one-piece
import re


def tokenize(text):
    return re.compile("[a-z0-9]+|[\u4e00-\u9fa5]+").findall(text.lower())
