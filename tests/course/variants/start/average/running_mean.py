def average(numbers):
    mean = None
    for k, n in enumerate(numbers, 1):
        mean = n if mean is None else mean + (n - mean) / k
    if mean is None:
        raise ValueError("nothing")
    return mean
