"""Stock nbgrader commands and formgrader, in this course's folders and with this course's grader."""

from pathlib import Path

from autograder import course, gradebook
from autograder.nbgrader_door import readings

c = get_config()  # noqa: F821 (nbgrader provides it)
root = Path(__file__).resolve().parent

c.CourseDirectory.course_id = "default_course"
c.CourseDirectory.root = str(root)
c.CourseDirectory.db_url = gradebook.address(*course.load_course(root))
c.CourseDirectory.submitted_directory = "var/submitted"
c.CourseDirectory.autograded_directory = "var/autograded"
c.CourseDirectory.feedback_directory = "var/feedback"

# Without these lines nbgrader runs students' code itself, and gives full points to wrong functions.
c.Autograde.exporter_class = "autograder.preprocessor.Unopened"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = [
    "autograder.preprocessor.Grade",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Without these `generate_assignment` and formgrader's Generate release other files than `autograder build`.
c.GenerateAssignment.exporter_class = "autograder.preprocessor.Unopened"
c.GenerateAssignment.preprocessors = ["autograder.preprocessor.Build"]

# Readings have nothing to hand in, and formgrader would list them among the assignments.
readings.leave_out()
