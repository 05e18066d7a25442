"""nbgrader's gradebook, table by table; `autograder.gradebook` is the way in."""
