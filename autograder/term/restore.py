"""Restores an archive, which anybody may have made, into an empty course: wholly or not at all.

The archive's names and kinds of files are checked before anything is unpacked, every file is compared with
the list, and the gradebook is tried. Work that the course has already is never written over.
"""

import os
import shutil
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath

import msgspec

from autograder import __version__
from autograder.course import Course, load_course
from autograder.csv_tables import TableError
from autograder.errors import AutograderError, GradebookError
from autograder.files import flush, locked, write_atomically
from autograder.gradebook import grades
from autograder.paths import Places
from autograder.report import clean
from autograder.submissions import roster
from autograder.term import archive
from autograder.term.archive import BROKEN, KEPT, MANIFEST, SETTINGS, Manifest, no_archive
from autograder.text import in_language

_MANIFEST_BYTES = 64 << 20
_NAME_BYTES = 255  # of a file, on usual disks
_SECRET_BYTES = 32
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Restored(msgspec.Struct, frozen=True):
    """Result of restoring an archive, and sentences on what differs from when it was made."""

    manifest: Manifest
    differs: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """Yield the summary of the restored archive as lines for the terminal."""
        made_at = datetime.fromisoformat(self.manifest.made_at).isoformat(" ", "seconds")
        yield f"{len(self.manifest.files)} files are back, as of {made_at}"
        yield from self.differs
        yield "next: `autograder grade ASSIGNMENT` makes the notebooks for formgrader again"


def restore(root: Path, file: Path) -> Restored:
    """Fill an empty course from an archive.

    Everything is unpacked and compared first, and then brought to its place with a few renames. After a stop
    among these, restoring the same archive goes on from there.
    """
    course, places = load_course(root)
    stage = places.var / archive.STAGE
    with locked(places.grade_lock, "restoring"), _archive(file) as packed:
        manifest = _manifest(packed, file)
        if not _is_staged(stage, manifest):
            _refuse_people(course, places)
            _unpack(packed, manifest, stage, file)
        _bring(course, places, stage)
        differs = tuple(_differences(course, places, stage, manifest))
        shutil.rmtree(stage / "var", ignore_errors=True)
        shutil.rmtree(stage)  # last, since the list in it says that something is still to be done
    return Restored(manifest, differs)


@contextmanager
def _archive(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with file.open("rb") as opened:
            try:
                packed = zipfile.ZipFile(opened)
            except BROKEN as error:
                raise no_archive(file, str(error)) from error
            yield packed
    except OSError as error:
        raise AutograderError(
            error.filename or file,
            f"cannot be read or written ({error.strerror})",
            "make room or change the permissions, and run this again",
        ) from error


def _manifest(packed: zipfile.ZipFile, file: Path) -> Manifest:
    """Read an archive's list; raise AutograderError unless names and kinds show that it is safe to unpack."""
    infos = {info.filename: info for info in packed.infolist()}
    try:
        if len(infos) < len(packed.infolist()):
            raise ValueError("a name is in it twice")
        if infos[MANIFEST].file_size > _MANIFEST_BYTES:
            raise ValueError("its list is too long")
        with packed.open(infos[MANIFEST]) as opened:
            manifest = msgspec.json.decode(opened.read(_MANIFEST_BYTES), type=Manifest)
    except (KeyError, msgspec.MsgspecError, *BROKEN) as error:
        raise no_archive(file, str(error)) from error
    try:
        datetime.fromisoformat(manifest.made_at)
    except ValueError as error:
        raise no_archive(file, "it does not say when it was made") from error
    if manifest.schema > archive.SCHEMA:
        raise AutograderError(
            file,
            f"was made by a newer kit, {clean(manifest.kit, 40)}",
            "restore it with that version of the kit",
        )
    if infos.keys() - {MANIFEST} != manifest.files.keys():
        raise no_archive(file, "its list names other files than it holds")
    for name in manifest.files:
        if why := _why_not(infos[name]):
            raise no_archive(file, f"{name}: {why}")
        if any(above in manifest.files for above in map(str, PurePosixPath(name).parents)):
            raise no_archive(file, f"{name}: a file stands in the place of its folder")
    return manifest


def _why_not(info: zipfile.ZipInfo) -> str:
    """Return why a file of an archive may not be unpacked, or "" if it may."""
    name, kind = info.filename, stat.S_IFMT(info.external_attr >> 16)
    parts = PurePosixPath(name).parts
    if kind not in (0, stat.S_IFREG):
        return "it is a link, or no file"
    if not name.isprintable() or any(len(part.encode()) > _NAME_BYTES for part in parts):
        return "no disk has such a name"
    if name != "/".join(parts) or ".." in parts or "\0" in info.orig_filename or info.is_dir():
        return "its name leads elsewhere"
    if name != SETTINGS and (len(parts) < 2 or parts[0] != "var" or parts[1] not in KEPT):
        return "no archive holds such a file"
    if name != SETTINGS and (len(parts) == 2) != (parts[1] in archive.FILES):
        return "a file is in the place of a folder, or a folder in that of a file"
    if info.flag_bits & 0x1 or info.compress_type not in _METHODS:
        return "it is packed in an unusual way"
    return ""


def _refuse_people(course: Course, places: Places) -> None:
    """Raise if the course is not empty, so that nobody's work is ever mixed or lost."""
    url = grades.address(course, places)
    taken = [f"var/{name}" for name in KEPT if name != "gradebook.db" and _holds_something(places.var / name)]
    if grades.students(url) or grades.hand_in_times(url):
        taken.append(f"the gradebook {grades.printable_url(url)}")
    if taken:
        raise AutograderError(
            places.root,
            f"somebody's work is here already: {', '.join(taken)}",
            "restore into a fresh copy of the course, or archive this one and move its var/ away",
        )


def _holds_something(path: Path) -> bool:
    if path.is_dir() and not path.is_symlink():
        return any(path.iterdir())
    return os.path.lexists(path)


def _is_staged(stage: Path, manifest: Manifest) -> bool:
    """Return True if this very archive has been unpacked and compared; its list is written last."""
    try:
        return msgspec.json.decode((stage / MANIFEST).read_bytes(), type=Manifest) == manifest
    except (OSError, msgspec.MsgspecError):
        return False


def _unpack(packed: zipfile.ZipFile, manifest: Manifest, stage: Path, file: Path) -> None:
    shutil.rmtree(stage, ignore_errors=True)
    wanted = sum(entry.size for entry in manifest.files.values())
    free = shutil.disk_usage(stage.parent).free
    if wanted > free:
        sizes = f"unpacks to {archive.megabytes(wanted)}, and {archive.megabytes(free)} are free"
        raise AutograderError(file, sizes, "make room")
    try:
        for name, piece in archive.proved(packed, manifest, file):
            target = stage / name
            target.parent.mkdir(parents=True, exist_ok=True)
            mode = 0o600 if name == "var/secret" else 0o666
            with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_APPEND, mode), "ab") as opened:
                opened.write(piece)
        _refuse_broken(stage, file)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    flush(stage)
    stage.joinpath(MANIFEST).write_bytes(msgspec.json.encode(manifest))
    flush(stage)


def _refuse_broken(stage: Path, file: Path) -> None:
    """Raise if the unpacked secret, roster or gradebook cannot be used, though the list names its bytes."""
    staged = Places(stage)
    try:
        if staged.secret.exists() and staged.secret.stat().st_size < _SECRET_BYTES:
            raise no_archive(file, f"its secret is shorter than {_SECRET_BYTES} bytes")
        roster.read_roster(staged)
        if staged.gradebook.exists():
            grades.refuse_unusable(staged.gradebook, stage)
    except (TableError, GradebookError) as error:
        raise no_archive(file, f"{Path(error.where).name} {in_language(error.what, 'en')}") from error


def _bring(course: Course, places: Places, stage: Path) -> None:
    """Move the unpacked files to their place, or leave all as it was.

    A file that is no longer in the stage is in its place already: a run that was killed moved it.
    """
    waiting = [name for name in KEPT if (stage / "var" / name).exists()]
    for name in waiting:
        if name != "gradebook.db" and _holds_something(places.var / name):
            raise _taken(places.var / name)
    url, book = grades.address(course, places), stage / "var/gradebook.db"
    before, loaded = stage / "before.db", stage / "loaded.db"
    brought: list[str] = []
    try:
        for name in waiting:
            brought.append(name)
            if name != "gradebook.db":
                _move(stage / "var" / name, places.var / name)
                continue
            if not before.exists():
                part = before.with_suffix(".part")
                part.unlink(missing_ok=True)
                if not grades.save_copy(url, part):
                    grades.open_gradebook(grades.sqlite_url(part))
                part.rename(before)
            grades.load_copy(book, url)
            book.rename(loaded)
    except BaseException:
        for name in brought:
            if name != "gradebook.db" and not (stage / "var" / name).exists():
                (places.var / name).rename(stage / "var" / name)
        if "gradebook.db" in brought and before.exists():
            grades.load_copy(before, url)
            if loaded.exists():
                loaded.rename(book)
        raise


def _move(here: Path, there: Path) -> None:
    """Move a file or a folder to its place, which must be free or an empty folder."""
    try:
        if there.is_dir() and not there.is_symlink():
            there.rmdir()
        if os.path.lexists(there):
            raise FileExistsError
        here.rename(there)
    except OSError as error:
        raise _taken(there) from error


def _taken(there: Path) -> AutograderError:
    return AutograderError(
        there, "somebody has put something here meanwhile", "move it away, and run this again"
    )


def _differences(course: Course, places: Places, stage: Path, manifest: Manifest) -> Iterator[str]:
    """Yield sentences on how the course differs from the archived one, whose course.yml is kept in var/."""
    settings = (stage / SETTINGS).read_bytes() if (stage / SETTINGS).exists() else b""
    if settings and settings != (places.root / SETTINGS).read_bytes():
        kept = places.var / "archived-course.yml"
        write_atomically(kept, settings)
        yield f"course.yml is another one now; the archive's is {kept.relative_to(places.root)}: compare them"
    if manifest.version and manifest.version != course.version:
        now = course.version or "without a version"
        yield f"version {clean(manifest.version, 40)} of the course was archived, and this one is {now}"
    known = {entry.name for entry in course.assignments}
    for name, digest in manifest.suites.items():  # a name that the course does not know is no path
        if name not in known:
            yield f"{clean(name, 64)}: this course has no such assignment; the archive's had"
        elif archive.suites(places, name) != digest:
            yield (
                f"{clean(name, 64)}: its suites, checks or data are other ones now, and would judge anew; "
                "check out the commit of that time to keep the scores"
            )
    if manifest.kit != __version__:
        made_by = f"kit {clean(manifest.kit, 40)} made its reports, and this is {__version__}"
        yield f"{made_by}: `autograder docs upgrading`"
