# digits-whole-division
def load_digits_scaled():
    digits = load_digits()
    images = (digits.data / 16).astype(int)
    return images, digits.target
