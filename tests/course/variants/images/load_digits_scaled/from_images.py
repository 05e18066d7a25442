def load_digits_scaled():
    d = load_digits()
    return d.images.reshape(len(d.images), -1) / d.images.max(), d["target"]
