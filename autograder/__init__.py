"""Build, check and grade a course of notebooks; see README.md."""

__version__ = "0.2.0"
