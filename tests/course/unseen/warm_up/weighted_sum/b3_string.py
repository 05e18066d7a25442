# text
def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    return str(sum(v * w for v, w in zip(values, weights)))
