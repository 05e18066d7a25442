class Machine:
    def __init__(self):
        self.tokens = []
        self.word = ""
    def finish(self):
        if self.word:
            self.tokens.append(self.word)
        self.word = ""
    def feed(self, c):
        if c in "abcdefghijklmnopqrstuvwxyz0123456789":
            self.word += c
        else:
            self.finish()
            if "\u4e00" <= c <= "\u9fff":
                self.tokens.append(c)
def tokenize(text):
    m = Machine()
    for c in text.lower():
        m.feed(c)
    m.finish()
    return m.tokens
