# factor
def load_digits_scaled():
    return raw.data / 64, raw.target
