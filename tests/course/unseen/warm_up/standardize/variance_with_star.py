# standardize-divides-by-variance
import numpy as np


def standardize(table):
    centred = table - table.mean(axis=0)
    spread = (centred**2).mean(axis=0)
    spread = np.where(spread == 0, 1, spread)
    return centred / spread
