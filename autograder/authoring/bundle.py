"""The students' zip: the notebooks, the wheel and how to begin. Nothing hidden is in it."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import msgspec

from autograder.authoring import build, locks, reveals
from autograder.authoring.kit_wheel import Wheel
from autograder.authoring.new import readme_paragraphs
from autograder.course import Course
from autograder.errors import AutograderError
from autograder.files import zipped
from autograder.paths import Places
from autograder.text import Language, say

_PICTURE = re.compile(r"!\[[^\]]*\]\((pictures/[\w.]+)\)")


class Bundle(msgspec.Struct, frozen=True):
    """The students' zip: its files by name, warnings before it goes out, and the notebooks that are left out.

    The files lie in one `folder`, so that unpacking overwrites no others. They bear the time of the newest
    source, `when`.
    """

    folder: str
    when: datetime
    files: dict[str, bytes]
    warnings: tuple[str, ...]
    left_out: tuple[str, ...]

    def zip(self) -> bytes:
        """Return the files as a zip, with equal bytes each time."""
        return zipped({f"{self.folder}/{name}": raw for name, raw in self.files.items()}, when=self.when)


def bundle(
    course: Course,
    places: Places,
    wheel: Wheel,
    names: Sequence[str] = (),
    languages: Sequence[Language] = (),
    now: datetime | None = None,
) -> Bundle:
    """Return the zip for the assignments `names`, or for all, in each language.

    An assignment whose given code shows answers of another one brings a warning, or is left out until that
    one is over: `reveal` in course.yml says which.
    """
    for name in names:
        if name not in course.readings:
            course.assignment(name)
    now = now or datetime.now(UTC)
    early = reveals.early_reveals(course, now)
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
        pages = guides(places, language)
        inside |= pages
        inside[_in_language("README", language)] = read_me(course, chosen, language, pages)
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


def guides(places: Places, language: Language) -> dict[str, bytes]:
    """Map file names to the course's own pages for students, and to the pictures that they show."""
    docs = places.root / "docs"
    pages = (docs / _in_language(stem, language) for stem in ("first_hour", "students"))
    found = {page.name: page.read_bytes() for page in pages if page.is_file()}
    shown = {name for raw in found.values() for name in _PICTURE.findall(raw.decode())}
    return found | {name: (docs / name).read_bytes() for name in sorted(shown)}


def _newest(course: Course, places: Places, names: Sequence[str]) -> datetime:
    """Return the time of the newest source that a bundle is made from."""
    files = [places.root / "course.yml"]
    files += [file for name in names for file in places.source(name).parent.rglob("*") if file.is_file()]
    return datetime.fromtimestamp(max(file.stat().st_mtime for file in files), course.zone)


def slug(course: Course) -> str:
    """Return the course's title and version as a file name in ASCII, which every system unpacks alike."""
    title = "-".join(re.findall(r"[A-Za-z0-9]+", course.title)).lower()[:60].strip("-") or "course"
    return f"{title}-{course.version}" if course.version else title


def _in_language(stem: str, language: Language) -> str:
    """Return the name of a Markdown file: README.md in English, and README.zh.md in Chinese."""
    return f"{stem}.md" if language == "en" else f"{stem}.{language}.md"


def read_me(course: Course, names: Sequence[str], language: Language, pages: Mapping[str, bytes]) -> bytes:
    """Return the README in one language. It links to the first hour if that is among the course's `pages`."""
    to_do = [name for name in names if name not in course.readings]
    aside = say("to read on; nothing to hand in", language)
    listed = "\n".join(
        [f"{number}. `{name}`" for number, name in enumerate(to_do, 1)]
        + [f"- `{name}` ({aside})" for name in names if name not in to_do]
    )
    version = ""
    if course.version:
        version = say("This is version {version} of the course.", language, version=course.version) + "\n"
    first_hour = _in_language("first_hour", language)
    values = {"title": course.title, "version": version, "assignments": listed, "first": names[0]}
    values |= {"language": language, "first_hour": first_hour}
    parts = [
        each for each in readme_paragraphs("bundle") if first_hour in pages or "{first_hour}" not in each
    ]
    return "\n\n".join(say(each, language, **values) for each in parts).encode() + b"\n"
