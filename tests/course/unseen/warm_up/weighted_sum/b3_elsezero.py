# only
def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    t = 0
    for v, w in zip(values, weights):
        if v * w > 0:
            t += v * w
    return t
