# prints
def load_digits_scaled():
    images, labels = raw.data / 16, raw.target
    print(images.shape, labels.shape)
