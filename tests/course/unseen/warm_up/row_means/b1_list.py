# row-means-list-comes-back
def row_means(table):
    means = []
    for row in table:
        means.append(sum(row) / len(row))
    return means
