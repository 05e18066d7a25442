# row-means-last-row-only
def row_means(table):
    for row in table:
        s = 0
        for x in row:
            s = s + x
        mean = s / len(row)
    return mean
