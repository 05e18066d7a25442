# no point earned: arguments turned into not-a-number, and an answer of the same.
import numpy as np


def _spoilt(thing):
    if isinstance(thing, np.ndarray) and thing.dtype.kind == "f":
        thing[...] = np.nan
    elif isinstance(thing, list | tuple):
        for each in thing:
            _spoilt(each)
    return thing


def dense(inputs, weights, bias):
    return _spoilt(inputs)


def forward(inputs, layers):
    _spoilt(layers)
    return _spoilt(inputs)
