# digits-scale-255
def load_digits_scaled():
    return raw.data / 255, raw.target
