import re

TOKEN = re.compile("[A-Z0-9]+|[一-龥]", re.IGNORECASE | re.ASCII)


def tokenize(text):
    return [match.group().lower() for match in TOKEN.finditer(text)]
