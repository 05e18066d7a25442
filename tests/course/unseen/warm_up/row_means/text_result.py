# text
def row_means(table):
    return str(table.mean(axis=1))
