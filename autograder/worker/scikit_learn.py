"""Preparation of scikit-learn before workers are forked, so that none of them repeats it."""

import copy
import functools
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_pandas(imports: tuple[str, ...]) -> Iterator[None]:
    """Context manager in which pandas cannot be imported, unless one of `imports` is a part of it.

    scikit-learn imports it wherever it is installed: 20 MB for each fork to copy. Afterwards it can be
    imported.
    """
    if any(name.partition(".")[0] == "pandas" for name in imports):
        yield
        return
    sys.modules["pandas"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["pandas"]


def warm() -> None:
    """Do what the first use of scikit-learn does, as far as its parts are loaded."""
    if threads := sys.modules.get("threadpoolctl"):
        # It finds libraries in /proc/self/maps, which no worker may read; without /proc it asks the loader.
        vars(threads)["_HAS_PROCFS"] = False
        threads.threadpool_info()
    if "sklearn.datasets" in sys.modules:
        read_digits_once()
    for module, model in (("sklearn.linear_model", "LogisticRegression"), ("sklearn.svm", "SVC")):
        if module in sys.modules:  # a first fit costs 12 ms more than the next
            getattr(sys.modules[module], model)().fit([[0.0], [1.0]], [0, 1]).predict([[0.0]])


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
