# standardize-rows
def standardize(table):
    mean = table.mean(axis=1, keepdims=True)
    std = table.std(axis=1, keepdims=True)
    std[std == 0] = 1
    return (table - mean) / std
