"""Any bytes are a download or none: hypothesis packs zips and damages them. The known bombs are in tests/attacks."""

import io
import zipfile

import made
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from autograder.cli import cli
from autograder.errors import AutograderError
from autograder.lms import downloads
from autograder.lms.downloads import UnreadableFile, opened

OK = "sampleben_1002_20002_small.ipynb"
# --- whatever comes --------------------------------------------------------------------------------

names = st.one_of(
    st.sampled_from(
        [
            OK,
            "../x_1002_1_small.ipynb",
            "C:\\x_1002_1_small.ipynb",
            "/x_1002_1_small.ipynb",
            "small.ipynb",
            "a.zip",
            "submission_metadata.yml",
            "__MACOSX/._x.ipynb",
        ]
    ),
    st.text(min_size=1, max_size=40).filter(lambda name: "\ud800" > max(name) or min(name) > "\udfff"),
)
entries = st.lists(st.tuples(names, st.binary(max_size=200)), max_size=6)
damage = st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=8)


def zip_of(content, changes):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in content:
            try:
                archive.writestr(name, body)
            except (UnicodeEncodeError, ValueError, IndexError):
                continue
    found = bytearray(raw.getvalue())
    for place, value in changes:
        found[int(place * len(found))] = value
    return bytes(found)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@given(entries, damage)
def test_any_zip_is_read_or_refused(tmp_path_factory, content, changes):
    file = tmp_path_factory.getbasetemp() / "any.zip"
    file.write_bytes(zip_of(content, changes))
    told = []
    try:
        with opened(file) as download:
            told += [member.why for member in download.refused]
            for member in download.members:
                assert ".." not in member.parts
                try:
                    assert len(download.read(member)) <= downloads.MAX_BYTES
                except UnreadableFile as error:
                    told.append(str(error))
    except AutograderError as error:
        told.append(error.what)
    assert all(told)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@given(entries, damage)
def test_any_zip_is_collected_within_its_place(tmp_path_factory, content, changes):
    folder = tmp_path_factory.mktemp("any")
    root = made.course(folder / "course")
    (root / "var").mkdir()
    (root / "var/roster.csv").write_text("id,lms_id\nben,1002\n")
    (folder / "any.zip").write_bytes(zip_of(content, changes))
    before = {path for path in folder.rglob("*") if not path.is_dir()}
    ran = CliRunner().invoke(
        cli, ["collect", "small", str(folder / "any.zip"), "--course", str(root)], catch_exceptions=False
    )
    assert ran.exit_code in (0, 3)
    for path in {path for path in folder.rglob("*") if not path.is_dir()} - before:
        place = path.relative_to(root).parts
        assert place[:2] in {("var", "unknown"), ("var", "grade.lock")} or place[2] == "ben"
