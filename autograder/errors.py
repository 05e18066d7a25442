"""Our own failures, worded for the person who has to act."""

from autograder.text import AnyText, Language, say

# What to do if a package that grading needs is missing.
INSTALL = "run `make setup` in the kit's repository, or install its wheel with [instructor] behind its name"


class AutograderError(Exception):
    """Something that course staff, or a student at the desk, can put right."""

    def __init__(self, where: object, what: AnyText, next_step: AnyText) -> None:
        self.where, self.what, self.next_step = str(where), what, next_step
        super().__init__(self.in_language("en"))

    def in_language(self, language: Language) -> str:
        """Return the whole message in a reader's language."""
        return say(
            "{where}: {what}\n  next: {step}",
            language,
            where=self.where,
            what=self.what,
            step=self.next_step,
        )

    def __reduce__(self) -> tuple[type["AutograderError"], tuple[str, AnyText, AnyText]]:
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
    """A notebook that check, hint or pack cannot use."""
