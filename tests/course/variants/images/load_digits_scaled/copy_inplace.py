def load_digits_scaled():
    images = raw.data.copy()
    images /= 16
    return (images, raw.target)
