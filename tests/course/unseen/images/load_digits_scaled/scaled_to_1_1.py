# only
def load_digits_scaled():
    return raw.data / 8 - 1, raw.target
