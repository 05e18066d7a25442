# factor
def load_digits_scaled():
    return raw.data / 8, raw.target
