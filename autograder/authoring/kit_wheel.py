"""The kit as a wheel for students: the installed kit, packed again without pages for staff."""

import base64
import csv
import hashlib
import io
import zipfile
from importlib.metadata import Distribution, PackagePath, distributions
from pathlib import Path, PurePosixPath

import msgspec

import autograder
from autograder.errors import AutograderError
from autograder.files import zipped

NAME = "nn-course-kit"
_STAFF = "autograder/docs/"
_HOME = Path(autograder.__file__).resolve().parent
# A wheel's own metadata. The rest of an installation's is about this machine: direct_url.json has a path.
_METADATA = ("METADATA", "WHEEL", "entry_points.txt")


class Wheel(msgspec.Struct, frozen=True):
    """A wheel: its file name, which pip reads, and its bytes."""

    name: str
    raw: bytes


def read_wheel(file: Path) -> Wheel:
    """Read a wheel from a file, and pack it for students."""
    try:
        with zipfile.ZipFile(file) as opened:
            return _packed({name: opened.read(name) for name in opened.namelist()})
    except (zipfile.BadZipFile, ValueError) as error:
        raise AutograderError(file, f"this is no wheel: {error}", "give --wheel FILE, or none") from error


def students_wheel(folder: Path) -> Wheel:
    """Return the kit that runs here; if it runs from its repository, the newest wheel in `folder`."""
    installed = installed_kit()
    if installed is not None:
        return _packed(
            {
                name: _as_installed(installed, name, recorded)
                for name, recorded in _recorded(installed).items()
                if _is_of_the_wheel(PurePosixPath(name))
            }
        )
    wheels = sorted(folder.glob("nn_course_kit-*.whl"), key=lambda path: path.stat().st_mtime)
    if not wheels:
        raise AutograderError(
            folder,
            "there is no wheel of the kit, which runs here from its repository",
            f"run `make wheel` in {_HOME.parent}; for a course elsewhere, give --wheel FILE then",
        )
    return read_wheel(wheels[-1])


def installed_kit() -> Distribution | None:
    """Return the installation whose files run now, or None if they are elsewhere, as in the repository."""
    own = PackagePath("autograder/__init__.py")
    for installed in distributions(name=NAME):
        if own in (installed.files or ()) and Path(str(installed.locate_file(own))).resolve().parent == _HOME:
            return installed
    return None


def _packed(files: dict[str, bytes]) -> Wheel:
    """Pack a wheel's files for students, into the same bytes each time.

    Pages for staff are left out: they quote answers and tests of a course.
    """
    kept = {name: raw for name, raw in files.items() if not name.startswith(_STAFF)}
    (about,) = (name.split("/")[0] for name in kept if name.endswith(".dist-info/WHEEL"))
    kept.pop(f"{about}/RECORD", None)
    record = io.StringIO()
    lines = csv.writer(record, lineterminator="\n")
    lines.writerows((name, _digest(raw), len(raw)) for name, raw in sorted(kept.items()))
    lines.writerow((f"{about}/RECORD", "", ""))
    kept[f"{about}/RECORD"] = record.getvalue().encode()
    said = kept[f"{about}/WHEEL"].decode().splitlines()
    (tag,) = (line.removeprefix("Tag: ") for line in said if line.startswith("Tag: "))
    return Wheel(f"{about.removesuffix('.dist-info')}-{tag}.whl", zipped(kept))


def _recorded(installed: Distribution) -> dict[str, str]:
    """Map each file of an installation to its digest in RECORD, "" if it has none.

    `Distribution.files` leaves out a file that is missing since Python 3.12, and here that is what matters.
    """
    rows = csv.reader((installed.read_text("RECORD") or "").splitlines())
    return {name: recorded for name, recorded, _ in rows}


def _is_of_the_wheel(path: PurePosixPath) -> bool:
    """Return True if a file came out of the wheel: no program in bin/, nothing compiled, no note of pip's."""
    top = path.parts[0]
    if top == "autograder":
        return "__pycache__" not in path.parts
    return top.endswith(".dist-info") and (path.parts[1] in _METADATA or path.parts[1] == "licenses")


def _as_installed(installed: Distribution, name: str, recorded: str) -> bytes:
    """Return an installed file, or raise AutograderError if it is missing or not as it was installed."""
    where = Path(str(installed.locate_file(name)))
    again = "install the kit again, or give --wheel FILE"
    try:
        raw = where.read_bytes()
    except OSError as error:
        raise AutograderError(where, f"the kit's file cannot be read ({error.strerror})", again) from error
    if recorded.startswith("sha256=") and recorded != _digest(raw):
        raise AutograderError(where, "this file of the kit was changed after it was installed", again)
    return raw


def _digest(raw: bytes) -> str:
    """Return a digest as RECORD writes it."""
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(raw).digest()).rstrip(b"=").decode()
