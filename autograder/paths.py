"""Where a course keeps its files: every folder of `var/` and of the repository by name."""

import os
from collections.abc import Callable
from pathlib import Path

import msgspec


class Places(msgspec.Struct, frozen=True):
    """Where a course keeps its files."""

    root: Path

    @property
    def var(self) -> Path:
        """Real people's work; never in git."""
        return self.root / "var"

    @property
    def secret(self) -> Path:
        """32 random bytes that seed the hidden tests."""
        return self.var / "secret"

    @property
    def gradebook(self) -> Path:
        """nbgrader's database, where course.yml names no other."""
        return self.var / "gradebook.db"

    @property
    def roster(self) -> Path:
        """Who is in the class."""
        return self.var / "roster.csv"

    @property
    def grade_lock(self) -> Path:
        """Held while scores change: by grading, collecting, archiving, restoring and purging."""
        return self.var / "grade.lock"

    @property
    def progress(self) -> Path:
        """How far a running `grade` is."""
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
        """Every student's hand-ins: a folder each."""
        return self.var / "submitted"

    def unknown(self, assignment: str) -> Path:
        """Notebooks that nobody on the roster seems to have handed in."""
        return self.var / "unknown" / assignment

    def built(self, assignment: str, language: str) -> Path:
        """The answers to an assignment's public questions, kept until what they come from changes."""
        return self.var / "built" / f"{assignment}.{language}.json"

    def source(self, assignment: str) -> Path:
        """What the author edits."""
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

    def variants(self, assignment: str) -> Path:
        """Right answers in other styles: <function>.yml."""
        return self.root / "tests" / "course" / "variants" / assignment

    def examples(self, assignment: str) -> Path:
        """Hand-ins as classes make them, and their golden reports."""
        return self.root / "tests" / "course" / "examples" / assignment

    def release(self, assignment: str) -> Path:
        """What students get."""
        return self.root / "release" / assignment

    def released(self, assignment: str) -> Path:
        """The notebook that students get."""
        return self.release(assignment) / f"{assignment}.ipynb"

    def solution(self, assignment: str) -> Path:
        """The reference implementation, generated."""
        return self.root / "solutions" / f"{assignment}.py"

    def submitted(self, student: str, assignment: str) -> Path:
        """One hand-in's folder."""
        return self.var / "submitted" / student / assignment

    def attempts(self, student: str, assignment: str) -> Path:
        """Everything that one student handed in, the counted one too; `collect` writes it."""
        return self.var / "attempts" / student / assignment

    def autograded(self, student: str, assignment: str) -> Path:
        """nbgrader's autograded step."""
        return self.var / "autograded" / student / assignment

    def feedback(self, student: str, assignment: str) -> Path:
        """nbgrader's feedback step."""
        return self.var / "feedback" / student / assignment

    def staff(self, student: str, assignment: str) -> Path:
        """Pages that show hidden tests; never below feedback/."""
        return self.var / "staff" / student / assignment

    def report(self, student: str, assignment: str) -> Path:
        """The truth. Apart from autograded/, whose files nbgrader copies into feedback."""
        return self.var / "reports" / student / assignment / "report.json"

    def told(self, assignment: str) -> Path:
        """The class's fingerprints after the last `grade`."""
        return self.var / "told" / f"{assignment}.json"


def each(of: Callable[[str, str], Path], assignment: str) -> Callable[[str], str]:
    """`places.report` and its like for many students: to make a Path takes longer than to look at it."""
    before, _, after = os.fspath(of("\0", assignment)).partition("\0")
    return lambda student: f"{before}{student}{after}"
