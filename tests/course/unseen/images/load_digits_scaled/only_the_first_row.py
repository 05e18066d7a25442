# digits-first-picture-only
def load_digits_scaled():
    return raw.data[0] / 16, raw.target[0]
