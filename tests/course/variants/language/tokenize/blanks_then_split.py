def tokenize(text):
    spaced = ""
    for c in text.lower():
        if "\u4e00" <= c <= "\u9fff":
            spaced += " " + c + " "
        elif "a" <= c <= "z" or "0" <= c <= "9":
            spaced += c
        else:
            spaced += " "
    return spaced.split()
