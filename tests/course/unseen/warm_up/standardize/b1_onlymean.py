# standardize-only-centres
def standardize(table):
    return table - table.mean(axis=0)
