# digits-smaller-with-every-call
def load_digits_scaled():
    raw.data /= 16
    return raw.data, raw.target
