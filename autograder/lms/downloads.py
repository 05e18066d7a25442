"""Downloads: a zip, a folder or a file, read without ever unpacking it onto the disk.

A zip is a stranger's. Names in it are read and never used as paths; what is unpacked is bounded before
and while it is read. A file that is refused is named with the reason, and never stops the rest. A student may
read the reason too.
"""

import contextlib
import io
import os
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import msgspec

from autograder.csv_tables import is_chinese
from autograder.errors import AutograderError
from autograder.files import open_plain
from autograder.hand_in import MAX_BYTES
from autograder.text import N_

DIRECTORY_BYTES = 8 << 20  # a zip's own list of names: some 80,000 usual ones
ZIP_BYTES = 64 << 20  # a student's own zip inside
TOTAL_BYTES = 2 << 30  # unpacked, of one download
_DEPTH = 30  # of a folder
_CHECKPOINTS = ".ipynb_checkpoints"  # a student may have handed in nothing else
_CHUNK = 1 << 16
# Other methods of packing may ask for gigabytes before the first byte.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SIZES = N_("it is larger than 32 MB"), N_("it is larger than 64 MB")  # of a file and of a zip, as said below
_UTF8, _ENCRYPTED = 0x800, 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class UnreadableFile(Exception):
    """A file of a download cannot be read; the message is the reason."""


class Member(msgspec.Struct, frozen=True):
    """A file of a download. `path` is its name there; `place` finds it again, unless `why` says why not."""

    path: str
    place: tuple[int, ...] | str = ()
    why: str = ""  # the reason, if it is not read

    @property
    def parts(self) -> tuple[str, ...]:
        """Folders and name, in the order of the path."""
        return tuple(self.path.split("/"))

    @property
    def name(self) -> str:
        return self.parts[-1]

    @property
    def is_packed(self) -> bool:
        """True if it lies in a zip of a student's own."""
        return any(part.lower().endswith(".zip") for part in self.parts[:-1])


class Download:
    """A zip, a folder or a file, and its members that may be read."""

    is_one_file = False

    def __init__(self) -> None:
        self.members: list[Member] = []
        self.hollow: list[Member] = []  # students' own zips in which there is nothing
        self.junk: list[Member] = []  # what `is_junk` says
        self.refused: list[Member] = []
        self.left = TOTAL_BYTES

    def read(self, member: Member, limit: int = MAX_BYTES) -> bytes:
        """Return a file's bytes, or raise UnreadableFile."""
        raise NotImplementedError

    def pass_over(self, path: str) -> None:
        """Take note of a file that nobody wrote."""
        self.junk.append(Member(path, why=N_("a program made it by itself")))

    def refuse(self, path: str, why: str) -> None:
        """Take note that a file is not read, and why."""
        self.refused.append(Member(path, why=why))


@contextmanager
def opened(file: Path) -> Iterator[Download]:
    """Open a download; raise AutograderError if there is none, or it is a zip that nobody can open."""
    if file.is_dir():
        yield _Files(file)
        return
    try:
        with file.open("rb") as raw:
            if raw.read(4) not in (b"PK\3\4", b"PK\5\6") and file.suffix.lower() != ".zip":
                yield _Files(file)
                return
            try:
                archive = _Zip(raw)
            except (UnreadableFile, *_BROKEN) as error:
                raise AutograderError(
                    file,
                    f"is no zip that can be read ({error})",
                    "download it again; nothing of it was taken",
                ) from error
            yield archive
    except OSError as error:
        raise AutograderError(file, f"cannot be opened ({error.strerror})", "look at its name") from error


class _Files(Download):
    """A folder, or one file of a folder; the place of a member is its path there."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.is_one_file = not file.is_dir()
        self.folder = file.parent if self.is_one_file else file
        if self.is_one_file:
            self.members = [Member(unicodedata.normalize("NFC", file.name), file.name)]
        else:
            self._walk("", 0)

    def _walk(self, path: str, depth: int) -> None:
        for entry in sorted(os.scandir(self.folder / path), key=lambda entry: entry.name):
            below = f"{path}/{entry.name}".lstrip("/")
            if is_junk(below) and entry.name != _CHECKPOINTS:
                self.pass_over(unicodedata.normalize("NFC", below))
            elif entry.is_symlink():
                self.refuse(below, N_("it is a link"))
            elif entry.is_dir():
                if depth < _DEPTH:
                    self._walk(below, depth + 1)
                else:
                    self.refuse(below, f"it lies more than {_DEPTH} folders deep")
            elif entry.is_file():
                self.members.append(Member(unicodedata.normalize("NFC", below), below))
            else:
                self.refuse(below, N_("it is not a file"))

    def read(self, member: Member, limit: int = MAX_BYTES) -> bytes:
        assert isinstance(member.place, str)
        try:
            with open_plain(self.folder / member.place, follow_link=False) as opened:
                raw = opened.read(limit + 1)
        except OSError as error:
            raise UnreadableFile(f"it cannot be opened ({error.strerror})") from error
        if len(raw) > limit:
            raise UnreadableFile(f"it is larger than {limit >> 20} MB")
        return raw


# --- zips --------------------------------------------------------------------------------------


class _Bounded(io.RawIOBase):
    """A zip file that never reads more at once than a list of names may have."""

    def __init__(self, raw: BinaryIO) -> None:
        self.raw = raw

    def read(self, size: int = -1) -> bytes:
        raw = self.raw.read(DIRECTORY_BYTES + 1 if size < 0 else min(size, DIRECTORY_BYTES + 1))
        if len(raw) > DIRECTORY_BYTES:
            raise UnreadableFile("its list of names is too long")
        return raw

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.raw.seek(offset, whence)

    def tell(self) -> int:
        return self.raw.tell()

    def seekable(self) -> bool:
        return True


class _Zip(Download):
    def __init__(self, raw: BinaryIO) -> None:
        super().__init__()
        self.zip = zipfile.ZipFile(_Bounded(raw))
        for number, path in self._of(self.zip, ""):
            if path.lower().endswith(".zip"):
                self._open_inside(number, path)
            else:
                self.members.append(Member(path, (number,)))

    def _open_inside(self, number: int, path: str) -> None:
        """Add the files of a student's own zip, but refuse a zip inside it: bombs are built like that."""
        before = len(self.members), len(self.refused)
        try:
            with self._inside(number) as inside:
                for own, name in self._of(inside, path):
                    if name.lower().endswith(".zip"):
                        self.refuse(name, N_("it is a zip in a zip in a zip"))
                    else:
                        self.members.append(Member(name, (number, own)))
        except UnreadableFile as error:
            self.refuse(path, str(error))  # such as too large, which is no fault of the file's
        except _BROKEN as error:
            self.refuse(path, f"it is no zip that can be read ({error})")
        if before == (len(self.members), len(self.refused)):
            self.hollow.append(Member(path, (number,)))

    def _inside(self, number: int) -> zipfile.ZipFile:
        raw = self._read(self.zip, self.zip.infolist()[number], ZIP_BYTES)
        return zipfile.ZipFile(_Bounded(io.BytesIO(raw)))

    def _of(self, opened: zipfile.ZipFile, within: str) -> Iterator[tuple[int, str]]:
        """Yield the files of a zip that may be read, with their places in its list; refuse the others."""
        if _overlap(opened):
            raise UnreadableFile(N_("its entries overlap, as in a zip bomb"))
        for number, info in enumerate(opened.infolist()):
            name = _name(info)
            path = f"{within}/{name}" if within else name
            if info.is_dir():
                continue
            why = _why_not(info, name)
            if is_junk(name):
                if not why:
                    self.pass_over(path.replace("\\", "/"))
            elif why:
                self.refuse(path, why)
            else:
                yield number, path.replace("\\", "/")

    def read(self, member: Member, limit: int = MAX_BYTES) -> bytes:
        assert isinstance(member.place, tuple)
        first, *rest = member.place
        try:
            if not rest:
                return self._read(self.zip, self.zip.infolist()[first], limit)
            with self._inside(first) as inside:
                return self._read(inside, inside.infolist()[rest[0]], limit)
        except _BROKEN as error:
            raise UnreadableFile(f"it is broken ({error})") from error

    def _read(self, opened: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
        if info.file_size > limit:
            raise UnreadableFile(f"it is larger than {limit >> 20} MB")
        unpacked = bytearray()
        with opened.open(info) as file:
            while piece := file.read(_CHUNK):
                unpacked += piece
                self.left -= len(piece)
                if len(unpacked) > limit or self.left < 0:
                    raise UnreadableFile(N_("it unpacks to more than is read of one download"))
        return bytes(unpacked)


def _name(info: zipfile.ZipInfo) -> str:
    """Return a file's name. Without a mark for UTF-8 it is in the code page of the system that packed it."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        name = _guessed(name.encode("cp437", "replace"))
    return unicodedata.normalize("NFC", name)


def _guessed(raw: bytes) -> str:
    """Decode a name as UTF-8, or by the code page of a Chinese or western Windows: the first that fits.

    The bytes of `Müller` are a rare character in GBK, and those of `李雷` are box drawings in a western one.
    """
    guesses = dict[str, str]()
    for codec in ("utf-8", "gb18030", "cp437", "cp1252", "cp850"):
        with contextlib.suppress(UnicodeDecodeError):
            guesses[codec] = raw.decode(codec)
    if "utf-8" in guesses:
        return guesses["utf-8"]
    if "gb18030" in guesses and is_chinese(guesses["gb18030"]):
        return guesses["gb18030"]
    western = (text for codec, text in guesses.items() if codec.startswith("cp"))
    in_letters = (text for text in western if all(char < "\u0250" for char in text if char.isalpha()))
    in_letters = (text for text in in_letters if all(char.isalpha() for char in text if char > "\x7f"))
    return next(in_letters, guesses.get("gb18030", guesses["cp437"]))


def _why_not(info: zipfile.ZipInfo, name: str) -> str:
    """Return the reason why a file of a zip may not be read; "" if it may."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    parts = name.replace("\\", "/").split("/")
    if kind not in (0, stat.S_IFREG):
        return N_("it is a link") if kind == stat.S_IFLNK else N_("it is not a file")
    if "\0" in name:
        return "its name holds a zero byte"
    if not parts[0] or parts[0][1:2] == ":":
        return "its name is an absolute path"
    if ".." in parts:
        return "its name leads out of the zip"
    if info.flag_bits & _ENCRYPTED:
        return N_("it is encrypted")
    if info.compress_type not in _METHODS:
        return N_("it is packed in an unusual way")
    return ""


def _overlap(opened: zipfile.ZipFile) -> bool:
    """Return True if two files of a zip share bytes, so that it unpacks to much more than it could hold."""
    spans = sorted(
        (info.header_offset, info.header_offset + 30 + info.compress_size) for info in opened.infolist()
    )
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def is_junk(path: str) -> bool:
    """Return True if a file is one that programs put into zips and folders by themselves."""
    parts = path.replace("\\", "/").split("/")
    return (
        not {"__MACOSX", _CHECKPOINTS, ".git"}.isdisjoint(parts)
        or parts[-1].startswith("._")
        or parts[-1] in (".DS_Store", "Thumbs.db", "desktop.ini")
    )
