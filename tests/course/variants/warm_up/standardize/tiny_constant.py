"""Right but different: standardize, a tiny constant."""


def standardize(table):
    return (table - table.mean(axis=0)) / (table.std(axis=0) + 1e-8)
