"""Grading of a whole class: what is new, cached and recorded; history, preview, the class's table."""
