# digits-each-pixel-by-its-own-maximum
def load_digits_scaled():
    X = raw.data
    span = X.max(axis=0) - X.min(axis=0)
    span[span == 0] = 1
    return (X - X.min(axis=0)) / span, raw.target
