"""Questions that tell typical mistakes apart. They are asked when a check has failed."""

import numpy as np
import pandas as pd


def probes():
    """The function, what is special about the question, and the question itself."""
    for label, numbers in (
        ("three numbers", [1.0, 2.0, 6.0]),
        ("a missing number", [1.0, np.nan, 4.0]),
        ("negative numbers", [-5.0, -1.0]),
    ):
        column = pd.Series(numbers, name="size")
        yield "standardize", (label,), lambda student, column=column: student.standardize(column)
