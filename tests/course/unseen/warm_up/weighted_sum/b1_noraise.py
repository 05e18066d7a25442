# weighted-sum-drops-extra-values
def weighted_sum(values, weights):
    return sum(v * w for v, w in zip(values, weights))
