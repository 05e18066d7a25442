# digits-standardized | only | not-finite
def load_digits_scaled():
    d = raw.data
    return (d - d.mean(axis=0)) / (d.std(axis=0) + 1e-8), raw.target
