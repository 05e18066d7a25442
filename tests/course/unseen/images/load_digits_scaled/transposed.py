# digits-turned
def load_digits_scaled():
    return raw.data.T / 16, raw.target
