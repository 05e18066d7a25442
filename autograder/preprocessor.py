"""Names that nbgrader_config.py gives to nbgrader; autograder.nbgrader_door has them."""

from autograder.nbgrader_door.preprocessors import Build, Grade, Unopened

__all__ = ["Build", "Grade", "Unopened"]
