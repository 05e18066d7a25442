# digits-in-a-dictionary | not-a-value | wrong | returns-nothing
def load_digits_scaled():
    digits = load_digits()
    digits.data = digits.data / 16
    return digits
