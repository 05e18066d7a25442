# row-means-list-comes-back | list
def row_means(table):
    return [sum(row) / len(row) for row in table]
