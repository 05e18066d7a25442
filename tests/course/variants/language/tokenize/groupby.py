from itertools import groupby
LETTERS = set("abcdefghijklmnopqrstuvwxyz0123456789")
def tokenize(text):
    result = []
    for good, run in groupby(text.lower(), key=lambda c: c in LETTERS):
        run = list(run)
        if good:
            result.append("".join(run))
        else:
            result.extend(c for c in run if "\u4e00" <= c <= "\u9fff")
    return result
