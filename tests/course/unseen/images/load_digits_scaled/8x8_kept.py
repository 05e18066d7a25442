# digits-as-squares
def load_digits_scaled():
    return raw.images / 16, raw.target
