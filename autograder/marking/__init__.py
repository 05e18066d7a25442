"""Answers marked by hand, and the class as it stands, on pages for one marker's own browser."""
