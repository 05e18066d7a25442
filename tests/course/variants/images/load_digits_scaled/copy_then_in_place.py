def load_digits_scaled():
    digits = load_digits()
    images = digits.data.copy()
    images /= 16
    labels = digits.target
    return (images, labels)
