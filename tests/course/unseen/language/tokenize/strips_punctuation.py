# tokenize-splits-at-single-blanks | tokenize-strips-each-word | tokenize-splits-on-spaces
def tokenize(text):
    return [word.strip(".,!?") for word in text.lower().split(" ")]
