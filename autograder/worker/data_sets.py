"""Data sets that programs load at each start: read from their files once, before workers are forked."""

import copy
import functools
import sys


@functools.cache
def read_digits_once() -> None:
    """Make scikit-learn keep its handwritten digits in memory: to read their file takes 18 ms each time.

    Each call that loads them gets a copy. If scikit-learn reads them in another way, it goes on doing so.
    """
    base = sys.modules["sklearn.datasets._base"]
    if read := vars(base).get("load_gzip_compressed_csv_data"):
        known = functools.cache(read)
        vars(base)["load_gzip_compressed_csv_data"] = functools.wraps(read)(
            lambda *args, **kwargs: copy.deepcopy(known(*args, **kwargs))
        )
    base.load_digits()
