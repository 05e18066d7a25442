"""Our own failures, worded for the person who has to act."""

from autograder.text import LANGUAGES, N_, pick, say

_TOLD = N_("{where}: {what}\n  next: {step}")


class AutograderError(Exception):
    """Something that course staff, or a student at the desk, can put right."""

    def __init__(self, where: object, what: str, next_step: str) -> None:
        # Who reads it is not known here: what a student can meet is told in each language that it has.
        told = [
            say(_TOLD, language, where=str(where), what=what, step=next_step)
            for language in (LANGUAGES if pick(what, "zh") != what else LANGUAGES[:1])
        ]
        super().__init__("\n".join(told))
        self.where, self.what, self.next_step = str(where), what, next_step

    def __reduce__(self) -> tuple[type["AutograderError"], tuple[str, str, str]]:
        # A process that grades sends its error to the command; by itself Exception forgets all but the text.
        return type(self), (self.where, self.what, self.next_step)


class CourseError(AutograderError):
    """course.yml contradicts itself, or source/."""


class SourceError(AutograderError):
    """A source notebook cannot be built as it stands."""


class SuiteError(AutograderError):
    """A visible check or a hidden suite cannot be collected."""


class SandboxError(AutograderError):
    """This machine cannot confine a worker as the course demands, or the worker cannot start."""


class GradebookError(AutograderError):
    """The gradebook cannot be opened, or does not know what we want to write."""


class NotebookError(AutograderError):
    """A student's notebook that the student's own door cannot use."""
