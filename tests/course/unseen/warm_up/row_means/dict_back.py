# not-a-value | wrong
def row_means(table):
    means = {}
    for i in range(len(table)):
        means[i] = float(sum(table[i]) / len(table[i]))
    return means
