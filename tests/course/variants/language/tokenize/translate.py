def tokenize(text):
    table = []
    for c in text.lower():
        is_word = c.isascii() and c.isalnum()
        is_han = 0x4E00 <= ord(c) <= 0x9FFF
        table.append(c if is_word else f" {c} " if is_han else " ")
    return "".join(table).split()
