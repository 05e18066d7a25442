weighted_sum = lambda values, weights: sum(a * b for a, b in zip(values, weights, strict=True))
