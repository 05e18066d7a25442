# digits-not-scaled
def load_digits_scaled():
    return raw.data, raw.target
