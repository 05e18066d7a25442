"""The source of a notebook that tests itself: its whole tests, and its author's answers.

A release holds neither: hidden parts are cut out of it, and so are the answers.
"""

import msgspec

from autograder.authoring import markers
from autograder.authoring.source import read_source
from autograder.errors import CourseError
from autograder.grading.own_tests import Original
from autograder.notebook import Notebook
from autograder.paths import Places


def read_originals(places: Places, name: str, release: Notebook) -> Original:
    """Read an assignment's source, or raise CourseError where its release is of another one."""
    source = read_source(places, name)
    tests: dict[str, str] = {}
    shown: dict[str, str] = {}
    solved = []
    for number, cell in enumerate(source.notebook.cells, 1):
        parts = markers.take_apart_whole(cell, source.where_of(number, cell))
        if cell.role.is_test:
            tests[cell.name], shown[cell.name] = parts.solved, parts.released
        solved.append(msgspec.structs.replace(cell, source=parts.solved))
    released = {cell_name: cell.source for cell_name, cell in release.tests.items()}
    if shown != released:
        raise CourseError(
            f"release/{name}", "its tests are not those of its source", f"run `autograder build {name}`"
        )
    return Original(tests, tuple(solved))
