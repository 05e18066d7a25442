"""The parts of a student's feedback page: drawings, and the words for dates, changes and lateness."""
