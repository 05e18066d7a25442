"""nbgrader's own configuration: settings that would undo those of the course, or have no effect here.

A teacher who comes from plain nbgrader has an nbgrader_config.py, in the course or in ~/.jupyter. nbgrader
itself does not say that a setting is overruled.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from traitlets.config import Config

FILE = "nbgrader_config.py"
OURS = "autograder.preprocessor"
_PUT_BACK = f"take the lines `{{}}` of the {FILE} that came with the kit"
_LATE = "course.yml says what lateness costs: see `late` in `autograder docs authors course.yml`"
_READS_SCORES = "it gives full points for what it cannot read"
# Steps that would harm or overwrite what our own step found, and how.
_HARMFUL_STEPS = {
    "Execute": "it runs students' code as you, beside the tests",
    "SaveAutoGrades": _READS_SCORES,
    "OverwriteCells": "it puts nbgrader's own cells over the graded notebook",
    "AssignLatePenalties": "it writes nbgrader's penalty over the course's",
}
# Settings of steps that do not run here, and what has taken their place.
_WITHOUT_EFFECT = {
    "Execute": "course.yml says how long code may run: `limits`",
    "LateSubmissionPlugin": _LATE,
    "AssignLatePenalties": _LATE,
    "ClearSolutions": "`autograder build` writes nbgrader's own stubs",
    "ClearHiddenTests": "the markers are nbgrader's own",
    "LimitOutput": "course.yml says how much a cell may print: `limits`",
}
_FOLDERS = ("submitted", "autograded", "feedback")


class SettingProblem(msgspec.Struct, frozen=True):
    """A setting that does not fit this course."""

    setting: str
    what: str
    next_step: str
    is_bad: bool = True


def harmful_step(steps: Sequence[object]) -> tuple[str, str]:
    """Return the first step that would undo our grading, and how; two empty texts if there is none."""
    for step in steps:
        name = _name(step).rpartition(".")[2]
        if name in _HARMFUL_STEPS and not _name(step).startswith(OURS):
            return name, _HARMFUL_STEPS[name]
    return "", ""


def load_settings(root: Path) -> "Config":
    """Load all of nbgrader's configuration, merged as nbgrader does: the course's own file comes last."""
    from jupyter_core.paths import jupyter_config_path
    from traitlets.config.loader import Config, JSONFileConfigLoader, PyFileConfigLoader

    merged = Config()
    for folder in (*reversed(jupyter_config_path()), str(root)):
        for kind, suffix in ((PyFileConfigLoader, ".py"), (JSONFileConfigLoader, ".json")):
            name = Path(FILE).with_suffix(suffix).name
            if Path(folder, name).is_file():
                merged.merge(kind(name, path=folder).load_config())
    return merged


def setting_problems(config: "Config", url: str) -> Iterator[SettingProblem]:
    """Yield the settings to fix, for a course whose gradebook is at `url`."""
    steps = _listed(config, "Autograde", "autograde_preprocessors")
    name, harm = harmful_step(steps)
    setting = "c.Autograde.autograde_preprocessors"
    if f"{OURS}.Grade" not in map(_name, steps):
        yield SettingProblem(
            setting, f"nbgrader grades with its own engine: {_READS_SCORES}", _put_back("Autograde")
        )
    elif name:
        yield SettingProblem(setting, f"{name} is there: {harm}", f"take {name} out of the list")
    for part, key, wanted in (
        ("Autograde", "exporter_class", f"{OURS}.Unopened"),
        ("GenerateAssignment", "exporter_class", f"{OURS}.Unopened"),
        ("GenerateAssignment", "preprocessors", [f"{OURS}.Build"]),
        ("Autograde", "sanitize_preprocessors", []),
    ):
        value = _value(config, part, key)
        names = [_name(entry) for entry in value] if isinstance(value, list) else _name(value)
        if names != wanted:
            what = "`nbgrader generate_assignment` releases other files than `autograder build`"
            if part == "Autograde":
                what = "nbgrader opens and changes hand-ins before they are graded"
            yield SettingProblem(f"c.{part}.{key}", what, _put_back(part))
    for step in _FOLDERS:
        key = f"{step}_directory"
        if (value := _value(config, "CourseDirectory", key)) != f"var/{step}":
            yield SettingProblem(f"c.CourseDirectory.{key}", f"is {value}", f"set it to var/{step}")
    if _value(config, "CourseDirectory", "db_url") != url:
        yield SettingProblem(
            "c.CourseDirectory.db_url", "is another gradebook than the course's", _put_back("CourseDirectory")
        )
    for part, instead in _WITHOUT_EFFECT.items():
        for key in config.get(part, {}):
            # A late penalty that somebody relies on is a problem, other settings are only a remark.
            yield SettingProblem(f"c.{part}.{key}", "has no effect here", instead, is_bad=instead == _LATE)
    if _value(config, "Autograde", "exclude_overwriting"):
        yield SettingProblem(
            "c.Autograde.exclude_overwriting", "has no effect here",
            "files beside a hand-in's notebook are not used", is_bad=False,
        )  # fmt: skip


def _put_back(part: str) -> str:
    return _PUT_BACK.format(f"c.{part}…")


def _value(config: "Config", part: str, key: str) -> Any:
    return config[part].get(key) if part in config else None


def _listed(config: "Config", part: str, key: str) -> list[object]:
    """Return a setting that is a list; it is empty if the files only add to nbgrader's own list."""
    value = _value(config, part, key)
    return value if isinstance(value, list) else []


def _name(step: object) -> str:
    """Return the full name of a step, which is a class or the name of one."""
    return f"{step.__module__}.{step.__qualname__}" if isinstance(step, type) else str(step)
