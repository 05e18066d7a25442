# prints
def row_means(table):
    for row in table:
        print(sum(row) / len(row))
