"""Which tests one worker of pytest-xdist gets together, and which of these units begin first.

What shares something costly is a unit, as an assignment's reports or a class of attackers; else a file is.
"""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

ASSIGNMENTS = {folder.name for folder in (Path(__file__).parents[1] / "source").iterdir()}

# Their tests look at one assignment's reports and audit: tests/course/conftest.py keeps what it has made.
SHARE_REPORTS = {
    f"tests/course/test_{name}.py"
    for name in ("examples", "fairness", "languages", "proof", "release", "same_bytes")
}
# Their assignments share nothing.
SHARE_NOTHING = {
    "tests/course/test_relying.py",
    "tests/attacks/test_leaks.py",
}
# Their tests look at what the notebooks show, which autograder/book/ keeps where it ran them.
SHARE_NOTEBOOKS = {
    *(f"tests/course/test_{name}.py" for name in ("notebooks", "course_whole")),
    "tests/browser/test_book.py",
}
# Their tests look at a class of attackers, which tests/attacks/conftest.py grades once a tier.
SHARE_ATTACKERS = {f"tests/attacks/test_{name}.py" for name in ("attacks", "second_door", "text")}
TEACHERS_PAGE = "tests/docs/test_pages.py::test_a_teacher_types_what_the_page_says"

# Units of more than half a minute, the longest first: one that begins last leaves the other workers idle.
# The image is built from a mirror, and much of that is waiting, so that something else is best beside it.
LONG = (
    "attackers[strong]",
    "tests/container/test_containerfile.py",
    "notebooks",
    *(
        f"reports[{name}]"
        for name in ("deep_vs_traditional", "my_network", "convolution", "deep", "training", "images")
    ),
    "attackers[good]",
    "tests/kit/audit/test_audit.py",
    "tests/courses/test_courses.py",
    "tests/docs/test_pages.py",
    "tests/docs/test_pages.py[CONTRIBUTING.md]",
    "tests/nbgrader/test_witness.py",
    "tests/course/test_wrong.py",
    "tests/browser/test_students_loop.py",
    "tests/course/test_diagnosis.py",
    "tests/nbgrader/test_examples_through_nbgrader.py",
    "tests/kit/nbgrader_door/test_preprocessor.py",
    *(f"reports[{name}]" for name in ("language", "loss", "speech", "attention")),
    "tests/docs/test_pages.py[docs/scale.md]",
    "tests/nbgrader/test_traps.py",
    "tests/container/test_default_container.py",
    "tests/nbgrader/test_own_tests.py",
    "tests/kit/classroom/test_grade.py",
    "tests/kit/desk/test_check.py",
    "tests/kit/lms/test_outgoing.py",
)


def unit(test: str) -> str:
    """The unit of a test, by its node id: a file, or a file and what is in brackets."""
    file, _, name = test.partition("::")
    parameters = re.findall(r"\[(.+)\]$", name, re.S)
    values = parameters[0].split("-") if parameters else []
    assignments = [value for value in values if value in ASSIGNMENTS]
    if file in SHARE_REPORTS and assignments:
        return f"reports[{assignments[0]}]"
    if file in SHARE_NOTHING and assignments:
        return f"{file}[{assignments[0]}]"
    if file in SHARE_NOTEBOOKS:
        return "notebooks"
    if file in SHARE_ATTACKERS and values[:1] in (["strong"], ["good"]):
        return f"attackers[{values[0]}]"
    if test.startswith(TEACHERS_PAGE):
        return f"{file}[{parameters[0]}]"
    return file


def first(waiting: Mapping[str, Collection[str]]) -> str:
    """Of the units that wait, each with its tests, the one to begin: a long one, or that of most tests."""
    long = (one for one in LONG if one in waiting)
    return next(long, "") or max(waiting, key=lambda one: len(waiting[one]))
