# digits-labels-as-decimals-from-one
def load_digits_scaled():
    return raw.data / 16, raw.target + 1
