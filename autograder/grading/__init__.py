"""Grading of one clean hand-in, into a report; the only code that sees hidden tests."""
