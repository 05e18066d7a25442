"""What a student gets: one zip with the notebooks, the wheel and how to begin. Nothing hidden is in it."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import files

import msgspec

from autograder.authoring import build, locks, reveals
from autograder.authoring.kit_wheel import Wheel
from autograder.course import Course
from autograder.errors import AutograderError
from autograder.files import zipped
from autograder.paths import Places
from autograder.text import Language, say

TEMPLATE = files("autograder.authoring").joinpath("templates/bundle/README.md.txt")


class Bundle(msgspec.Struct, frozen=True):
    """The zip's files by name, what to think about before it goes out, and what is not in it.

    They lie in one `folder`, so that the zip spills over no other files, and are as old as the newest source.
    """

    folder: str
    when: datetime
    files: dict[str, bytes]
    warnings: tuple[str, ...]
    left_out: tuple[str, ...]

    def zip(self) -> bytes:
        """The files as a zip, with equal bytes each time."""
        return zipped({f"{self.folder}/{name}": raw for name, raw in self.files.items()}, when=self.when)


def bundle(
    course: Course,
    places: Places,
    wheel: Wheel,
    names: Sequence[str] = (),
    languages: Sequence[Language] = (),
    now: datetime | None = None,
) -> Bundle:
    """Everything for the assignments `names`, or for all, in each language.

    An assignment whose given code shows answers of another one is told, or left out until that one is
    over: course.yml's `reveal` says which.
    """
    for name in names:
        if name not in course.readings:
            course.assignment(name)
    now = now or datetime.now(UTC)
    early = reveals.too_early(course, now)
    chosen = [name for name in course.notebooks if not names or name in names]
    left_out = tuple(name for name in chosen if name in early and course.reveal != "warn")
    chosen = [name for name in chosen if name not in left_out]
    if not chosen:
        raise AutograderError("bundle", "no assignment is left to give out", "look at `reveal` in course.yml")
    inside: dict[str, bytes] = {}
    for language in languages or course.languages:
        for name in chosen:
            for path, raw in build.build(course, places, name, language).items():
                if path.startswith("release/"):
                    inside[f"{language}/{path.removeprefix('release/')}"] = raw
        inside[_in_language("README", language)] = _read_me(course, chosen, language)
        guide = places.root / "docs" / _in_language("students", language)
        if guide.is_file():
            inside[guide.name] = guide.read_bytes()
    inside[wheel.name] = wheel.raw
    imports = [module for name in chosen for module in course.imports_of(name)]
    lock = locks.lock(places, "student", imports)
    inside["requirements.txt"] = (lock + locks.hashed_wheel(wheel.name, wheel.raw)).encode()
    return Bundle(
        slug(course),
        _newest(course, places, chosen),
        inside,
        reveals.warnings(course, (*chosen, *left_out), now),
        left_out,
    )


def _newest(course: Course, places: Places, names: Sequence[str]) -> datetime:
    """When the newest of the sources was written that a bundle is made from."""
    files = [places.root / "course.yml"]
    files += [file for name in names for file in places.source(name).parent.rglob("*") if file.is_file()]
    return datetime.fromtimestamp(max(file.stat().st_mtime for file in files), course.zone)


def slug(course: Course) -> str:
    """The course's title and version as a file's name, in ASCII, so that every system unpacks it alike."""
    title = "-".join(re.findall(r"[A-Za-z0-9]+", course.title)).lower()[:60].strip("-") or "course"
    return f"{title}-{course.version}" if course.version else title


def _in_language(stem: str, language: Language) -> str:
    """The name of a Markdown file: README.md in English, and README.zh.md in Chinese."""
    return f"{stem}.md" if language == "en" else f"{stem}.{language}.md"


def paragraphs() -> Iterator[str]:
    """The parts of a bundle's README; a catalogue has each that is prose."""
    return iter(TEMPLATE.read_text(encoding="utf-8").rstrip("\n").split("\n\n"))


def _read_me(course: Course, names: Sequence[str], language: Language) -> bytes:
    to_do = [name for name in names if name not in course.readings]
    aside = say("to read on; nothing to hand in", language)
    listed = "\n".join(
        [f"{number}. `{name}`" for number, name in enumerate(to_do, 1)]
        + [f"- `{name}` ({aside})" for name in names if name not in to_do]
    )
    version = ""
    if course.version:
        version = say("This is version {version} of the course.", language, version=course.version) + "\n"
    told = {"title": course.title, "version": version, "assignments": listed, "first": names[0]}
    return (
        "\n\n".join(say(each, language, language=language, **told) for each in paragraphs()).encode() + b"\n"
    )
