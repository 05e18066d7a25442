# digits-not-scaled
def load_digits_scaled():
    images, labels = load_digits(return_X_y=True)
    return images, labels
