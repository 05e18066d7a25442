"""Answers marked by hand, and the state of the class, on pages for one marker's own browser."""
