# standardize-large-constant-in-std | close
import numpy as np


def standardize(table):
    return (table - table.mean(axis=0)) / (table.std(axis=0) + 1e-4)
