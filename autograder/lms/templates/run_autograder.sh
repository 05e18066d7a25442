#!/bin/sh
# Written by `autograder gradescope-zip`. Gradescope runs it for each hand-in.
set -eu
export AUTOGRADER_HOME="${AUTOGRADER_HOME:-/autograder}"
export PYTHONPATH="$AUTOGRADER_HOME/source/kit" PYTHONDONTWRITEBYTECODE=1
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 MKL_NUM_THREADS=1
exec "$AUTOGRADER_HOME/venv/bin/python" -P -m autograder.lms.gradescope_run ARGUMENTS
