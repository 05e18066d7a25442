"""Readings, left out of formgrader: they have nothing to hand in, and it lists every folder of source/."""

from pathlib import Path
from typing import Any

from autograder.course import load_course
from autograder.errors import AutograderError


def leave_out() -> None:
    """Make this process's nbgrader list assignments alone. `nbgrader_config.py` may call it repeatedly."""
    from nbgrader.apps.api import NbGraderAPI

    listed = NbGraderAPI.get_source_assignments
    if getattr(listed, "leaves_readings_out", False):
        return

    def without_readings(api: Any) -> set[str]:
        found: set[str] = listed(api)
        try:
            course, _ = load_course(Path(api.coursedir.root))
        except AutograderError:
            return found  # our commands say what is wrong with course.yml
        return found - {*course.readings}

    without_readings.leaves_readings_out = True  # type: ignore[attr-defined]
    NbGraderAPI.get_source_assignments = without_readings
