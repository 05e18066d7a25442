"""Stock nbgrader commands and formgrader, in this course's folders."""

from pathlib import Path

c = get_config()  # noqa: F821 (nbgrader provides it)
root = Path(__file__).resolve().parent

c.CourseDirectory.course_id = "default_course"
c.CourseDirectory.root = str(root)
c.CourseDirectory.db_url = f"sqlite:///{root}/var/gradebook.db"
c.CourseDirectory.submitted_directory = "var/submitted"
c.CourseDirectory.autograded_directory = "var/autograded"
c.CourseDirectory.feedback_directory = "var/feedback"
