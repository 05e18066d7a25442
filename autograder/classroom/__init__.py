"""A class graded: what is new, what is cached, what is recorded; history, preview, the class's table."""
