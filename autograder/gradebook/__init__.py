"""nbgrader's gradebook, read and written table by table."""

from autograder.gradebook.grades import address

__all__ = ["address"]
