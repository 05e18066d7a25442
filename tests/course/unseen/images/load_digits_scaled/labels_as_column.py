# digits-labels-as-a-column
def load_digits_scaled():
    return raw.data / 16, raw.target.reshape(-1, 1)
