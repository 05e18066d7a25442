"""Paths of a course's files: every folder of `var/` and of the repository by name."""

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

import msgspec

WHOLE_COURSE = "whole-course"  # files about all assignments; no assignment's name has a hyphen


class Places(msgspec.Struct, frozen=True):
    """Paths of the files of a course."""

    root: Path

    @property
    def var(self) -> Path:
        """Folder of real people's work; never in git."""
        return self.root / "var"

    @property
    def secret(self) -> Path:
        """File of 32 random bytes that seed the hidden tests."""
        return self.var / "secret"

    @property
    def gradebook(self) -> Path:
        """nbgrader's database, where course.yml names no other."""
        return self.var / "gradebook.db"

    @property
    def roster(self) -> Path:
        """The list of the class."""
        return self.var / "roster.csv"

    @property
    def grade_lock(self) -> Path:
        """Lock that is held while scores change: by grading, collecting, archiving, restoring and purging."""
        return self.var / "grade.lock"

    @property
    def progress(self) -> Path:
        """Progress of a running `grade`."""
        return self.var / "grade.progress.json"

    @property
    def exports(self) -> Path:
        """Tables and zips for an LMS."""
        return self.var / "exports"

    @property
    def class_reports(self) -> Path:
        """Reports on whole classes."""
        return self.var / "class"

    @property
    def all_submitted(self) -> Path:
        """Hand-ins of all students, a folder for each."""
        return self.var / "submitted"

    def unknown(self, assignment: str) -> Path:
        """Notebooks that nobody on the roster seems to have handed in."""
        return self.var / "unknown" / assignment

    def built(self, assignment: str, language: str) -> Path:
        """The answers to an assignment's public questions, kept until their sources change."""
        return self.var / "built" / f"{assignment}.{language}.json"

    def reference_trial(self, assignment: str) -> Path:
        """The suites' verdicts on the reference, kept until the reference, suites or checks change."""
        return self.var / "built" / f"{assignment}.reference.json"

    @property
    def book(self) -> Path:
        """The folder of the site's pages in Sphinx's form, and of what Sphinx keeps between two builds."""
        return self.var / "book"

    def book_outputs(self, assignment: str) -> Path:
        """The outputs of a notebook's cells, kept until the notebook or the reference changes."""
        return self.book / "outputs" / f"{assignment}.json"

    @property
    def book_texts(self) -> Path:
        """The site's own texts: its first page, which drawing comes where, how the docs are grouped."""
        return self.root / "docs" / "book"

    def source(self, assignment: str) -> Path:
        """The author's notebook."""
        return self.root / "source" / assignment / f"{assignment}.ipynb"

    def checks(self, assignment: str) -> Path:
        """Visible checks; students get them too."""
        return self.root / "source" / assignment / "checks"

    def data(self, assignment: str) -> Path:
        """Support files that students may read."""
        return self.root / "source" / assignment / "data"

    def suites(self, assignment: str) -> Path:
        """Hidden suites and misconceptions."""
        return self.root / "tests" / "suites" / assignment

    @property
    def equivalents(self) -> Path:
        """Mutants of the references that are right too, by assignment."""
        return self.root / "tests" / "suites" / "equivalent.yml"

    def variants(self, assignment: str) -> Path:
        """Right answers in other styles, by function."""
        return self.root / "tests" / "course" / "variants" / f"{assignment}.yml"

    def examples(self, assignment: str) -> Path:
        """Hand-ins as classes make them, and their golden reports."""
        return self.root / "tests" / "course" / "examples" / assignment

    def release(self, assignment: str) -> Path:
        """The folder that students get."""
        return self.root / "release" / assignment

    def released(self, assignment: str) -> Path:
        """The notebook that students get."""
        return self.release(assignment) / f"{assignment}.ipynb"

    def solution(self, assignment: str) -> Path:
        """The reference implementation, generated."""
        return self.root / "solutions" / f"{assignment}.py"

    def work(self, assignment: str, student: str) -> "StudentWork":
        """The paths of one student's work on one assignment."""
        return StudentWork(self, assignment, student)

    def class_state(self, assignment: str) -> Path:
        """The class's fingerprint after the last `grade`; beside it its table, and what `--follow` keeps."""
        return self.var / "told" / f"{assignment}.json"


_ACLS = {"system.posix_acl_access", "system.posix_acl_default"}


def keep_private(places: Places) -> None:
    """Make var/, and keep it closed to everybody else on this machine.

    It is its owner's alone, unless the course is shared: where its folder hands on its group (setgid), the
    group has var/ too, and where somebody gave a group or single people rights in var/, these stay.
    """
    var = places.var
    with contextlib.suppress(OSError):  # a copy that is only read, or somebody else's: the doctor tells
        rights = 0o770 if places.root.stat().st_mode & stat.S_ISGID else 0o700
        with contextlib.suppress(FileExistsError):
            os.mkdir(var, rights)
        mode = stat.S_IMODE(var.stat().st_mode)
        is_shared = mode & (stat.S_ISGID | stat.S_IWGRP) or _ACLS & {*_attributes(var)}
        closed = mode & ~(0o007 if is_shared else 0o077)
        if closed != mode:
            os.chmod(var, closed)


def _attributes(folder: Path) -> list[str]:
    return os.listxattr(folder) if hasattr(os, "listxattr") else []


class StudentWork(msgspec.Struct, frozen=True):
    """Paths of one student's work on one assignment, and of what grading makes from it."""

    places: Places
    assignment: str
    student: str

    @property
    def submitted(self) -> Path:
        """The hand-in's folder, where nbgrader looks for it."""
        return self._below("submitted")

    @property
    def attempts(self) -> Path:
        """All attempts of the student, the one that counts too; `collect` writes them."""
        return self._below("attempts")

    def attempt_folder(self, number: int) -> Path:
        """The folder of one attempt."""
        return self.attempts / str(number)

    def attempt_notebook(self, number: int) -> Path:
        """The notebook of one attempt."""
        return self.attempt_folder(number) / f"{self.assignment}.ipynb"

    def attempt_record(self, number: int) -> Path:
        """The facts on one attempt; written after its notebook."""
        return self.attempt_folder(number) / "attempt.json"

    @property
    def autograded(self) -> Path:
        """Folder of nbgrader's autograded step."""
        return self._below("autograded")

    @property
    def feedback(self) -> Path:
        """Folder of nbgrader's feedback step."""
        return self._below("feedback")

    @property
    def staff(self) -> Path:
        """Pages that show hidden tests; never below feedback/."""
        return self._below("staff")

    @property
    def report(self) -> Path:
        """The report, from which all else is made. Not in autograded/: nbgrader copies that into feedback."""
        return self._below("reports") / "report.json"

    @property
    def report_meta(self) -> Path:
        """Facts on how the report was made."""
        return self._below("reports") / "report.meta.json"

    @property
    def history(self) -> Path:
        """List of every change of the score."""
        return self._below("reports") / "history.json"

    @property
    def pictures(self) -> Path:
        """The pictures of the report's page."""
        return self._below("reports") / "pictures.json"

    @property
    def repairs(self) -> Path:
        """The lines to look at where no known mistake behaves like the code."""
        return self._below("reports") / "repairs.json"

    def _below(self, step: str) -> Path:
        return self.places.var / step / self.student / self.assignment


ANYONE = "\0"  # takes the student's place in a path that is made for `each`; no folder can have this name


def each(path: Path) -> Callable[[str], str]:
    """Return a function from a student to a path, made from one of ANYONE: a Path for each would be slow."""
    before, _, after = os.fspath(path).partition(ANYONE)
    return lambda student: f"{before}{student}{after}"
