"""Questions that tell typical mistakes apart. They are asked when a check has failed."""

import numpy as np
import pandas as pd


def probes():
    """The function, what is special about the question, and the question itself."""
    yield "per_region", ("the variable",), lambda student: student.variable("per_region")
    yield "report", ("the printed text",), lambda student: student.output_of("report")
    table = pd.DataFrame({"kind": list("baba"), "size": [3.0, 7.0, 1.0, np.nan], "other": [1, 2, 3, 4]})
    yield "spread", ("decimals",), lambda student: student.spread(table, "kind", "size")
    yield "spread", ("whole numbers",), lambda student: student.spread(table, "kind", "other")
    yield "spread", ("one row",), lambda student: student.spread(table[:1], "kind", "size")
