# standardize-sample-std
def standardize(table):
    mean = table.mean(axis=0)
    std = table.std(axis=0, ddof=1)
    std[std == 0] = 1
    return (table - mean) / std
