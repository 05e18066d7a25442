from sklearn import datasets


def load_digits_scaled():
    x, y = datasets.load_digits(return_X_y=True)
    return [x * 0.0625, y]
