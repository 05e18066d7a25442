# digits-without-labels
def load_digits_scaled():
    images = raw.data / 16
    return images
