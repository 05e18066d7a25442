# digits-scale-255 | factor | only
def load_digits_scaled():
    digits = load_digits()
    return digits.data / 256, digits.target
