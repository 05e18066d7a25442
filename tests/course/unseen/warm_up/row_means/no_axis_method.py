# row-means-single-number
def row_means(table):
    return table.mean()
