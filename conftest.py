"""Plain `pytest` on a suite or a check judges the course's reference, or `--submission FILE`."""

pytest_plugins = ["autograder.grading.plugin"]
