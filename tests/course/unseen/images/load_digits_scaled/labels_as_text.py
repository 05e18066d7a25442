# only
def load_digits_scaled():
    return raw.data / 16, raw.target.astype(str)
