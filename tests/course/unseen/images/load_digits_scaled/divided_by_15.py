# digits-scale-15
def load_digits_scaled():
    return raw.data / 15, raw.target
