"""Zips that a stranger packed: nothing is written outside its place, nothing swells, and each is told.

A download is what the LMS made of students' files. Whatever it holds, `collect` ends in seconds, brings in
what is somebody's, and says what it has left out.
"""

import io
import json
import os
import resource
import stat
import struct
import subprocess
import sys
import time
import zipfile
import zlib

import made
import pytest
from click.testing import CliRunner

from autograder.cli import cli
from autograder.lms import downloads

GOOD = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
OK = "sampleben_1002_20002_small.ipynb"


@pytest.fixture
def course(tmp_path):
    root = made.course(tmp_path / "course")
    (root / "var").mkdir()
    (root / "var/roster.csv").write_text("id,name,lms_id\nann,Ann,1001\nben,Ben,1002\n")
    return root


def collect(root, raw, name="down.zip", files=()):
    """Collect these bytes as a download: exit code, what was said, and the files below the course that are new."""
    before = files_below(root.parent)
    (root / name).write_bytes(raw)
    began = time.monotonic()
    ran = CliRunner().invoke(
        cli, ["collect", "small", str(root / name), "--course", str(root)], catch_exceptions=False
    )
    assert time.monotonic() - began < 20
    return ran.exit_code, ran.output, files_below(root.parent) - before - {root / name, *files}


def files_below(folder):
    return {path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


def packed(*entries, method=zipfile.ZIP_DEFLATED):
    """A zip; an entry is a name or a ZipInfo, with its bytes."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return raw.getvalue()


def info(name, mode=0, **values):
    one = zipfile.ZipInfo(name)
    one.create_system, one.external_attr = 3, mode << 16
    for key, value in values.items():
        setattr(one, key, value)
    return one


def only_in_place(root, found):
    """Everything that was written lies where `collect` writes, and nothing was read but ben's hand-in.

    Of a file that was refused a person is told as of its student's hand-in, which holds no byte of it.
    """
    for path in found:
        assert not path.is_symlink()
        inside = path.relative_to(root).parts
        assert inside[:2] in {
            ("var", "attempts"),
            ("var", "submitted"),
            ("var", "unknown"),
            ("var", "grade.lock"),
        }
        if inside[1] in ("attempts", "submitted") and inside[2] != "ben" and path.is_file():
            assert inside[2] == "ann"
            assert (
                path.read_bytes() == b""
                if path.name != "attempt.json"
                else json.loads(path.read_bytes())["unread"]
            )


# --- names that lead elsewhere -------------------------------------------------------------------

NAMES = {
    "up": "../exampleann_1001_20001_small.ipynb",
    "far up": "a/../../../../../../tmp/exampleann_1001_20001_small.ipynb",
    "up, as Windows writes it": "..\\..\\exampleann_1001_20001_small.ipynb",
    "absolute": "/etc/exampleann_1001_20001_small.ipynb",
    "absolute on Windows": "\\exampleann_1001_20001_small.ipynb",
    "a drive": "C:\\exampleann_1001_20001_small.ipynb",
    "a drive's own folder": "c:exampleann_1001_20001_small.ipynb",
    "a host": "\\\\host\\share\\exampleann_1001_20001_small.ipynb",
    "up at its end": "exampleann_1001_20001_small.ipynb/..",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_that_leads_out_is_not_read(course, name):
    code, said, found = collect(course, packed((name, GOOD), (OK, GOOD)))
    only_in_place(course, found)
    assert (course / "var/submitted/ben/small/small.ipynb").read_bytes() == GOOD
    assert code == 3
    assert "it was not read" in said


def test_a_zero_byte_does_not_hide_the_rest_of_a_name(course):
    raw = packed(("exampleann_1001_20001_small.ipynb#.txt", GOOD), (OK, GOOD)).replace(
        b"ipynb#.txt", b"ipynb\0.txt"
    )
    code, said, found = collect(course, raw)
    only_in_place(course, found)
    assert code == 3
    assert "its name holds a zero byte" in said


@pytest.mark.parametrize(
    "name", ["eve\x1b[2J\x1b]0;owned\x07.ipynb", "eve\u202ebnypi.ipynb", "eve\r\nann: graded.ipynb", "=cmd|' '!A0.ipynb", "-rf.ipynb", "a" * 4000 + ".ipynb", "<script>alert(1)</script>.ipynb"]
)  # fmt: skip
def test_a_hostile_name_is_told_harmlessly_and_kept_under_a_plain_one(course, name):
    code, said, found = collect(course, packed((f"eve_1999_20001_{name}", GOOD), (OK, GOOD)))
    assert code == 3
    only_in_place(course, found)
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert len(said.splitlines()) == 4, (
        "one line for the whole, one for who is missing, one a file, and the last"
    )
    (kept,) = (course / "var/unknown/small").iterdir()
    assert kept.name.isprintable()
    assert len(kept.name) < 100
    assert not set("<>|;&$`'\"=\n ") & set(kept.name)


def test_a_name_longer_than_a_disk_allows_stops_nobody(course):
    code, said, _ = collect(course, packed(("x_1002_20002_" + "长" * 3000 + ".ipynb", GOOD)))
    assert (code, said.splitlines()[0]) == (0, "1 new, 0 of them a further attempt; 0 known before")
    assert (course / "var/submitted/ben/small/small.ipynb").read_bytes() == GOOD


# --- what is not a file --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK])
def test_a_link_or_a_device_is_never_made(course, kind):
    one = info("exampleann_1001_20001_small.ipynb", kind | 0o777)
    code, said, found = collect(course, packed((one, "/etc/passwd"), (OK, GOOD)))
    only_in_place(course, found)
    assert code == 3
    assert "it is a link" in said or "it is not a file" in said
    assert "root:" not in said


def test_a_folder_with_links_and_pipes_is_not_followed(course, tmp_path):
    folder = tmp_path / "folder"
    (folder / "ben").mkdir(parents=True)
    (folder / "ben/small.ipynb").write_bytes(GOOD)
    os.symlink("/", folder / "root")
    os.symlink(folder, folder / "ben/again")
    os.mkfifo(folder / "ben/pipe.ipynb")
    ran = CliRunner().invoke(
        cli, ["collect", "small", str(folder), "--course", str(course)], catch_exceptions=False
    )
    assert ran.exit_code == 3
    assert ran.output.count("it is a link") == 2
    assert "pipe.ipynb: it is not a file" in ran.output
    assert (course / "var/submitted/ben/small/small.ipynb").exists()


# --- bombs -----------------------------------------------------------------------------------------


def test_a_file_that_unpacks_to_more_than_a_notebook_may_have_is_not_read(course):
    code, said, found = collect(
        course, packed(("exampleann_1001_1_small.ipynb", b" " * (33 << 20)), (OK, GOOD))
    )
    only_in_place(course, found)
    assert code == 3
    assert "it is larger than 32 MB" in said


def test_a_size_that_is_a_lie_is_found_while_reading(course):
    raw = bytearray(packed(("exampleann_1001_20001_small.ipynb", b" " * (33 << 20)), (OK, GOOD)))
    sizes = struct.pack("<I", 33 << 20)
    while (place := raw.find(sizes)) >= 0:
        raw[place : place + 4] = struct.pack("<I", 1000)
    code, said, found = collect(course, bytes(raw))
    only_in_place(course, found)
    assert code == 3
    assert "it is broken" in said


def quoted_bomb(count=1000, size=1 << 20):
    """Many names in the list, and one body for all of them."""
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed_body = body.compress(bytes(size)) + body.flush()
    check = zlib.crc32(bytes(size))
    name = b"exampleann_1001_20001_small.ipynb"
    fixed = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, check, len(packed_body), size, len(name), 0)
    local = b"PK\3\4" + fixed + name + packed_body
    listed = (b"PK\1\2" + struct.pack("<H", 20) + fixed + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name) * count
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), len(local), 0)
    return local + listed + end


def test_files_that_share_one_body_are_a_bomb(course):
    code, said, found = collect(course, quoted_bomb())
    only_in_place(course, found)
    assert code == 3
    assert "entries overlap, as in a zip bomb" in said


def test_a_zip_in_a_zip_in_a_zip_is_not_opened(course):
    raw = packed(("small.ipynb", GOOD))
    for _ in range(3):
        raw = packed(("more.zip", raw))
    code, said, found = collect(course, packed(("exampleann_1001_20001_more.zip", raw), (OK, GOOD)))
    only_in_place(course, found)
    assert code == 3
    assert "a zip in a zip in a zip" in said


def test_a_zip_that_holds_itself_ends(course):
    inner = packed(("exampleann_1001_20001_self.zip", b"PK\3\4" * 100), (OK, GOOD))
    code, said, _ = collect(course, packed(("exampleann_1001_20001_self.zip", inner), (OK, GOOD)))
    assert code == 3
    assert "a zip in a zip in a zip" in said


@pytest.mark.parametrize("count", [200_000])
def test_a_list_of_names_without_end_is_refused_before_it_is_read(course, count):
    listed = (
        b"PK\1\2" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    ) * count
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count & 0xFFFF, count & 0xFFFF, len(listed), 0, 0)
    code, said, found = collect(course, listed + end)
    assert code == 3
    assert "its list of names is too long" in said
    assert found <= {course / "var/grade.lock"}


def test_all_of_a_download_together_unpacks_to_a_bounded_size(course, monkeypatch):
    monkeypatch.setattr(downloads, "TOTAL_BYTES", 3 << 20)
    entries = [(f"x_{user}_20001_small.ipynb", b" " * (1 << 20)) for user in range(2001, 2009)]
    code, said, _ = collect(course, packed(*entries))
    assert code == 3
    assert said.count("kept as") == 3
    assert said.count("more than is read of one download") == 5


def test_a_bomb_is_refused_in_little_memory(course):
    """Read by a process that may have 400 MB, where the bomb unpacks to 10 GB."""
    (course / "bomb.zip").write_bytes(
        packed(*[(f"x_1001_{n}_small.ipynb", bytes(1 << 27)) for n in range(2)])
    )
    program = f"from autograder.cli import cli; cli(['collect', 'small', {str(course / 'bomb.zip')!r}, '--course', {str(course)!r}])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (400 << 20, 400 << 20)),
    )
    assert done.returncode == 3, done.stderr
    assert done.stdout.count("larger than 32 MB") == 3  # each of the two, and that a person is called for one


# --- broken, encrypted, twice ----------------------------------------------------------------------


def test_an_encrypted_file_is_told(course):
    raw = bytearray(packed(("exampleann_1001_20001_small.ipynb", GOOD), (OK, GOOD)))
    raw[6] |= 1
    raw[raw.find(b"PK\1\2") + 8] |= 1
    code, said, found = collect(course, bytes(raw))
    only_in_place(course, found)
    assert code == 3
    assert "it is encrypted" in said


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_may_take_gigabytes_is_refused(course, method):
    one = info("exampleann_1001_20001_small.ipynb", compress_type=method)
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr(one, GOOD, method)
        archive.writestr(OK, GOOD)
    code, said, found = collect(course, raw.getvalue())
    only_in_place(course, found)
    assert code == 3
    assert "packed in an unusual way" in said


def test_a_changed_byte_is_found(course):
    raw = bytearray(
        packed(("exampleann_1001_20001_small.ipynb", GOOD), (OK, GOOD), method=zipfile.ZIP_STORED)
    )
    raw[raw.find(b"nbformat")] = ord("N")
    code, said, found = collect(course, bytes(raw))
    only_in_place(course, found)
    assert code == 3
    assert "it is broken" in said


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_files_with_one_name_none_gets_lost(course):
    other = GOOD + b" "
    code, said, _ = collect(course, packed((OK, GOOD), (OK, other)))
    assert code == 3
    assert "too, which was taken; kept as" in said
    files = [file.read_bytes() for file in course.glob("var/*/**/*.ipynb")]
    assert set(files) == {GOOD, other}


def test_names_that_differ_in_capitals_alone_do_not_overwrite_each_other(course):
    names = ("x_1002_20002_small.ipynb", "x_1002_20003_SMALL.ipynb")
    collect(course, packed((names[0], GOOD), (names[1], GOOD + b" ")))
    files = {file.read_bytes() for file in course.glob("var/*/**/*.ipynb")}
    assert files == {GOOD, GOOD + b" "}
