"""Files that others read: Canvas, Moodle, Gradescope, sheets, and whose row is whose."""
