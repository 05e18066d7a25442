# raises
def load_digits_scaled():
    d = load_digits()
    return d.images / 16, d.labels
