# digits-dark-and-bright-exchanged
def load_digits_scaled():
    return 1 - raw.data / 16, raw.target
