from itertools import groupby


def tokenize(sentence):
    def group(c):
        if c.isascii() and c.isalnum():
            return 1
        return 2 if "\u4e00" <= c <= "\u9fff" else 0

    found = []
    for number, characters in groupby(sentence.lower(), key=group):
        if number == 1:
            found += ["".join(characters)]
        elif number == 2:
            found += list(characters)
    return found
