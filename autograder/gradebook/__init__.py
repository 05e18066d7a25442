"""nbgrader's gradebook, read and written table by table."""
