# digits-smaller-with-every-call
def load_digits_scaled():
    images = raw.data
    images *= 1 / 16
    return images, raw.target
