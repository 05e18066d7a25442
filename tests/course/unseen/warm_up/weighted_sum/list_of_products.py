# weighted-sum-list-of-products | list-for-number
def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    products = []
    for v, w in zip(values, weights):
        products.append(v * w)
    return products
