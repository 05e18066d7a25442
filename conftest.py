"""Plain `pytest` on a suite or a check judges the course's reference, or `--submission FILE`."""

import os

pytest_plugins = ["autograder.grading.plugin"]

# As the command has it, before NumPy is loaded: in forked lanes its threads wait for each other.
for _name in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_name}_NUM_THREADS", "1")
