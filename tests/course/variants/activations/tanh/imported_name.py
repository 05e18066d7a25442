"""Right but different: tanh, imported name."""

from numpy import tanh  # noqa: F401
