# digits-without-labels
def load_digits_scaled():
    return raw.data / 16
