def load_digits_scaled():
    X, y = load_digits(return_X_y=True)
    return X * 0.0625, y
