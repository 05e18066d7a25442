"""Archive of a term in one file: all of people's work that cannot be made again. `restore` reads it.

The file is a zip, so that it opens anywhere, with a list of its files' SHA-256. Autograded notebooks, pages
and exports are not in it: `grade`, `feedback`, `report` and `export` make them again.
"""

import glob
import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from autograder import __version__
from autograder.course import Course, digest, load_course
from autograder.errors import AutograderError
from autograder.files import files_below, json_bytes, locked, open_atomically, open_plain, zip_entry
from autograder.gradebook import grades
from autograder.paths import Places
from autograder.report import clean

SCHEMA = 1
# Parts of var/ that are kept, in the order in which they are restored. The secret comes first, since a new
# one would be made if there were none; hand-ins come last, since without them nothing is graded.
KEPT = ("secret", "roster.csv", "gradebook.db", "reports", "attempts", "unknown", "submitted")
FILES = ("secret", "roster.csv", "gradebook.db")  # the others are folders
MANIFEST, SETTINGS = "manifest.json", "course.yml"
STAGE, COPY = "restoring", ".archiving"  # below var/
_CHUNK = 1 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class Entry(msgspec.Struct, frozen=True):
    """SHA-256 and size of one file of an archive, unpacked."""

    sha256: str
    size: int


class Manifest(msgspec.Struct, frozen=True):
    """The list of an archive's files, and what its reports were made with."""

    schema: int
    kit: str
    made_at: str  # in UTC
    title: str
    files: dict[str, Entry]
    suites: dict[str, str]  # by assignment: digest of its suites, checks and data
    version: str = ""  # the course's own


class Archived(msgspec.Struct, frozen=True):
    """Result of making an archive."""

    manifest: Manifest
    size: int
    left_out: tuple[str, ...]  # links and the like, which lead out of the course

    def lines(self, places: Places, file: Path) -> Iterator[str]:
        """Yield the summary of the archive as lines for the terminal."""
        yield f"{file}: {len(self.manifest.files)} files, {megabytes(self.size)}; each was read back"
        yield "it holds everybody's work and marks, and the secret: keep it where only staff can read it"
        if file.resolve().is_relative_to(places.root) and not file.resolve().is_relative_to(places.var):
            yield "it lies in the course's folder: move it out, and never commit it"
        for path in self.left_out:
            yield f"left out, a link, no file, or a name that is no text: {clean(path, 200)}"


def megabytes(size: int) -> str:
    """Return a number of bytes in megabytes, as text for people."""
    return f"{size / (1 << 20):.1f} MB"


def archive(root: Path, file: Path) -> Archived:
    """Write the term into a new file, which exists whole or not at all."""
    course, places = load_course(root)
    if file.exists():
        raise AutograderError(file, "is there already", "give another name; no archive is written over")
    left_out: list[str] = []
    with locked(places.grade_lock, "archiving"):
        if (places.var / STAGE / MANIFEST).exists():
            raise AutograderError(
                places.var / STAGE, "a restoring was stopped here", "run `autograder restore` again first"
            )
        with _new(file) as opened:
            manifest = _write(course, places, opened, left_out)
            size = opened.tell()
            opened.seek(0)
            for _ in proved(zipfile.ZipFile(opened), manifest, file):
                pass  # each file is read back
    return Archived(manifest, size, tuple(left_out))


def _write(course: Course, places: Places, target: BinaryIO, left_out: list[str]) -> Manifest:
    files: dict[str, Entry] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in _files(places, left_out):
            if entry := _pack(packed, name, path):
                files[name] = entry
            else:
                left_out.append(name)
        with _folder(places.var / COPY) as folder:
            grades.save_copy(grades.address(course, places), folder / "gradebook.db")
            if entry := _pack(packed, "var/gradebook.db", folder / "gradebook.db"):
                files["var/gradebook.db"] = entry
        manifest = Manifest(
            SCHEMA,
            __version__,
            datetime.now(UTC).isoformat(timespec="seconds"),
            course.title,
            files,
            {entry.name: suites(places, entry.name) for entry in course.assignments},
            course.version,
        )
        packed.writestr(zip_entry(MANIFEST, 0o600), json_bytes(manifest))
    return manifest


@contextmanager
def _folder(path: Path) -> Iterator[Path]:
    """Make a folder for the time of the block; first remove what a run that was killed left of it."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def suites(places: Places, name: str) -> str:
    """Return the digest of an assignment's suites, checks and data: others may judge otherwise."""
    parts: list[bytes] = []
    for file in sorted(files_below(places.suites(name), places.checks(name), places.data(name))):
        parts += [file.relative_to(places.root).as_posix().encode(), file.read_bytes()]
    return digest(*parts)


def _files(places: Places, left_out: list[str]) -> Iterator[tuple[str, Path]]:
    """Yield each file to keep, with its name in the archive, but not the gradebook. Follow no link."""
    yield SETTINGS, places.root / SETTINGS
    for name in KEPT:
        path = places.var / name
        if name != "gradebook.db" and os.path.lexists(path):
            yield from _below(f"var/{name}", path, left_out)


def _below(name: str, path: Path, left_out: list[str]) -> Iterator[tuple[str, Path]]:
    if not name.isprintable():  # bytes that are no UTF-8, which a zip cannot name
        left_out.append(name)
    elif path.is_dir() and not path.is_symlink():
        for entry in sorted(path.iterdir()):
            if not (entry.name.startswith(".") and entry.name.endswith(".part")):
                yield from _below(f"{name}/{entry.name}", entry, left_out)
    else:
        yield name, path


def _pack(packed: zipfile.ZipFile, name: str, path: Path) -> Entry | None:
    """Pack a file, and return its digest and size; None if it is a link, a device or the like."""
    if path.is_symlink() or not path.is_file():
        return None
    whole, size = hashlib.sha256(), 0
    with (
        open_plain(path, follow_link=False) as opened,
        packed.open(zip_entry(name, 0o600), "w", force_zip64=True) as target,
    ):
        while piece := opened.read(_CHUNK):
            target.write(piece)
            whole.update(piece)
            size += len(piece)
    return Entry(whole.hexdigest(), size)


@contextmanager
def _new(file: Path) -> Iterator[BinaryIO]:
    """Open an archive that only its owner may read; it gets its name when it is whole and on the disk."""
    try:
        for left in file.parent.glob(f".{glob.escape(file.name)}.*.part"):
            left.unlink()  # of a run that was killed: the lock excludes another run
        with open_atomically(file, durable=True, mode=0o600) as opened:
            yield opened
    except OSError as error:
        raise AutograderError(
            error.filename or file,
            f"cannot be read or written ({error.strerror})",
            "make room or change the permissions, and run this again; nothing was left behind",
        ) from error


def no_archive(file: Path, why: str) -> AutograderError:
    """Return the error for a file that is no archive of this kit, or a broken one, with the reason."""
    return AutograderError(
        file,
        f"is no archive of this kit, or broke on its way: {clean(why, 200)}",
        "take another copy of it; nothing was restored",
    )


def proved(packed: zipfile.ZipFile, manifest: Manifest, file: Path) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents, piece by piece; raise at the end of a file that is not what the list says."""
    for name, entry in manifest.files.items():
        whole, size = hashlib.sha256(), 0
        try:
            with packed.open(name) as opened:
                yield name, b""  # an empty file has no other piece
                while piece := opened.read(_CHUNK):
                    whole.update(piece)
                    size += len(piece)
                    if size > entry.size:
                        raise no_archive(file, f"{name} is longer than its list says")
                    yield name, piece
        except BROKEN as error:
            raise no_archive(file, f"{name}: {error}") from error
        if (whole.hexdigest(), size) != (entry.sha256, entry.size):
            raise no_archive(file, f"{name} is not what it was")
