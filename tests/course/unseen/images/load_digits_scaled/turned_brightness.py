# digits-dark-and-bright-exchanged | only | wrong | offset
def load_digits_scaled():
    return 1 - raw.data / 16, raw.target
