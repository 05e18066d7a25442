# prints
def load_digits_scaled():
    images = raw.data / 16
    labels = raw.target
    print(images, labels)
