# not-a-value
def load_digits_scaled():
    return (raw.data / 16).tolist(), raw.target.tolist()
