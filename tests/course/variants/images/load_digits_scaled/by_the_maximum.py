def load_digits_scaled():
    digits = load_digits()
    images = digits["data"].astype(float)
    images = images / images.max()
    return images, digits["target"].astype(int)
