"""Trial of an nbgrader notebook before it is adopted: the author's own answers are run behind the wall.

A suite that they fail judges otherwise than the test that it was made of, so that test stays in the notebook.
"""

import tempfile
from pathlib import Path

import msgspec

from autograder.audit import reference_trial
from autograder.authoring import adopted_course, build
from autograder.authoring.adopt import AdoptedNotebook, stays
from autograder.course import load_course
from autograder.errors import AutograderError
from autograder.files import write_atomically
from autograder.notebook import parse_notebook


def tried(found: AdoptedNotebook) -> AdoptedNotebook:
    """Run the author's own answers; return the notebook with the tests that must stay or are failed."""
    while found.is_gradable:
        try:
            problems = _problems(found)
        except AutograderError as error:
            return msgspec.structs.replace(found, refused=str(error))
        cells = tuple(
            stays(cell, f"as a suite it is not passed by the author's own answers: {problems[cell.name]}")
            if cell.file and cell.name in problems
            else msgspec.structs.replace(cell, wrong=problems.get(cell.name, ""))
            for cell in found.cells
        )
        is_settled = [cell.file for cell in cells] == [cell.file for cell in found.cells]
        found = msgspec.structs.replace(found, cells=cells)
        if is_settled:
            break  # otherwise try again: a test that has to stay now runs in the notebook
    return found


def _problems(found: AdoptedNotebook) -> dict[str, str]:
    """Map each grade cell that the author's own answers fail to the reason."""
    with tempfile.TemporaryDirectory(prefix="autograder-adopt-") as folder:
        root = Path(folder)
        for path, raw in adopted_course.course_files([found], found.name, "en").items():
            write_atomically(root / path, raw)
        course, places = load_course(root)
        files = build.build(course, places, found.name)
        build.write(places, found.name, files)
        release = f"release/{found.name}/{found.name}.ipynb"
        return reference_trial.own_problems(
            course, places, found.name, parse_notebook(files[release], release)
        )
