"""Any bytes end in a Submission or in Unreadable; and right work survives whatever editors do to a notebook."""

import ast
import copy
import json
import math
import re
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder import hand_in
from autograder.course import Limits
from autograder.hand_in import MAX_ALL_SOURCES, MAX_BYTES, MAX_CELLS, MAX_SOURCE, HandIn, Unreadable
from autograder.notebook import GIVEN, Cell, Notebook, parse_notebook
from autograder.sandbox.proxy import Student, WorkerChannel
from autograder.sandbox.run import ProgramRun
from autograder.text import lazy_gettext
from autograder.worker import protocol

ROOT = Path(__file__).parents[2]
NAMES = sorted(file.stem for file in (ROOT / "solutions").glob("*.py"))
FILES = {name: (ROOT / "release" / name / f"{name}.ipynb").read_bytes() for name in NAMES}
RELEASES = {name: parse_notebook(FILES[name], name) for name in NAMES}
RUN = {"start", "activations", "network"}  # functions, a class, and cells that give a name or print
SOLUTIONS = {name: list(RELEASES[name].functions) for name in NAMES}


def own(cell):
    return cell["metadata"].get("nbgrader", {})


def named(document, name):
    return next(cell for cell in document["cells"] if own(cell).get("grade_id") == name)


def solved(name):
    """The release with the course's own answers, as JSON."""
    text = (ROOT / "solutions" / f"{name}.py").read_text(encoding="utf-8")
    document = json.loads(FILES[name])
    for node in ast.parse(text).body:
        if getattr(node, "name", "") in SOLUTIONS[name]:
            named(document, node.name)["source"] = ast.get_source_segment(text, node)
    return document


def as_bytes(document):
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")


# --- any bytes --------------------------------------------------------------------------------------


def look(raw, release=RELEASES["activations"]):
    """A hand-in and what is promised of it, or None where it is Unreadable."""
    for door in (lambda: hand_in.release_from(raw), lambda: hand_in.read_hand_in(raw, release)):
        try:
            found = door()
        except Unreadable:
            found = None
    if found is not None:
        released = {cell.name: cell for cell in release.cells if cell.name}
        assert found.digest == hand_in.bytes_digest(raw)
        assert {cell.name for cell in found.cells if cell.name} == set(released)
        for cell in found.cells:
            assert cell.source.encode().decode() == cell.source
            assert "\r" not in cell.source
            if cell.name:
                assert (cell.role, cell.points, cell.tags) == (
                    released[cell.name].role,
                    released[cell.name].points,
                    released[cell.name].tags,
                )
            if cell.role.is_locked:
                assert cell == released[cell.name]
        assert sum(len(cell.source) for cell in found.cells) < MAX_ALL_SOURCES + 100_000
        assert all(len(str(note)) < 300 for note in found.notes)
        assert all(cell.kind == "code" and not cell.role.is_test for cell in found.program)
    return found


@given(st.binary(max_size=300))
@example(b"")
@example(b" \n")
@example(b"\xef\xbb\xbf{}")
@example(b"\xff\xfe")
@example(b"[1]")
@example(b"null")
@example(b'{"cells": 3}')
@example(b'{"cells": [], "worksheets": [3]}')
@example(b'{"cells": [1e999, -Infinity, NaN]}')
def test_any_bytes_are_a_submission_or_unreadable(raw):
    look(raw)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
ids = st.sampled_from([*(cell.name for cell in RELEASES["activations"].cells), "other"]) | json_values
grading = st.fixed_dictionaries(
    {},
    optional={
        "grade_id": ids,
        "grade": json_values,
        "solution": json_values,
        "locked": json_values,
        "points": json_values | st.just(10**400),
        "schema_version": json_values,
    },
)
metadata = (
    st.fixed_dictionaries({}, optional={"nbgrader": grading | json_values, "tags": json_values}) | json_values
)
cells = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading"]) | json_values,
        "source": st.text(max_size=20) | st.lists(st.text(max_size=5), max_size=3) | json_values,
        "input": json_values,
        "metadata": metadata,
        "id": json_values,
        "outputs": json_values,
    },
)
documents = st.fixed_dictionaries(
    {},
    optional={
        "cells": st.lists(cells | json_values, max_size=6) | json_values,
        "worksheets": st.lists(
            st.fixed_dictionaries({"cells": st.lists(cells, max_size=3)}) | json_values, max_size=2
        )
        | json_values,
        "metadata": json_values,
        "nbformat": json_values,
    },
)


@given(documents | json_values)
@example(
    {"cells": [{"cell_type": "code", "source": "1", "metadata": {"nbgrader": {"grade_id": "", "grade": 1}}}]}
)
@example(
    {
        "cells": [
            {
                "cell_type": "code",
                "source": "1",
                "metadata": {"nbgrader": {"grade_id": "f", "grade": True, "points": 10**400}},
            }
        ]
    }
)
def test_any_json_is_a_submission_or_unreadable(document):
    look(json.dumps(document).encode())


@st.composite
def mutated(draw):
    """A real notebook after a few accidents."""
    document = solved("activations")
    for _ in range(draw(st.integers(1, 8))):
        found = document["cells"]
        if not found:
            break
        place = draw(st.integers(0, len(found) - 1))
        cell = found[place]
        match draw(st.integers(0, 9)):
            case 0:
                found.insert(draw(st.integers(0, len(found))), copy.deepcopy(cell))
            case 1:
                del found[place]
            case 2:
                cell["cell_type"] = draw(st.sampled_from(["code", "markdown", "raw", "heading", "sql", None]))
            case 3:
                found.insert(draw(st.integers(0, len(found))), found.pop(place))
            case 4:
                if place + 1 < len(found) and isinstance(cell["source"], str | list):
                    cell["source"] = "\n".join(
                        ["".join(cell["source"]), "".join(found.pop(place + 1)["source"] or "")]
                    )
            case 5:
                cell["metadata"] = draw(metadata)
            case 6:
                text = "".join(cell["source"] or "")
                cut = draw(st.integers(0, len(text)))
                cell["source"] = text[:cut]
                found.insert(place + 1, copy.deepcopy(cell) | {"source": text[cut:]})
            case 7:
                cell["source"] = draw(st.text(max_size=30) | st.none())
            case 8:
                cell[draw(st.sampled_from(["source", "metadata", "cell_type", "extra"]))] = draw(json_values)
                for key, value in (("source", ""), ("metadata", {})):
                    if not isinstance(cell[key], type(value)):
                        found[place] = {
                            "cell_type": cell["cell_type"],
                            key: cell[key],
                            "source": "",
                            "metadata": {},
                        }
                        break
            case 9:
                cell["source"] = draw(st.lists(st.text(max_size=9), max_size=3))
    return json.dumps(document).encode()


@given(mutated())
def test_a_damaged_notebook_is_a_submission(raw):
    assert look(raw) is not None


@given(st.data())
def test_a_torn_or_altered_file_is_a_submission_or_unreadable(data):
    raw = bytearray(FILES["activations"])
    if data.draw(st.booleans()):
        del raw[data.draw(st.integers(0, len(raw))) :]
    for _ in range(data.draw(st.integers(0, 5))):
        if raw:
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    look(bytes(raw))


# --- sizes ------------------------------------------------------------------------------------------


def test_a_file_over_the_limit_is_unreadable_and_one_below_it_is_read():
    document = solved("activations")
    document["cells"][0]["outputs"] = ""
    raw = as_bytes(document)
    room = MAX_BYTES - len(raw)
    assert look(raw.replace(b'"outputs": ""', b'"outputs": "' + b"x" * room + b'"')) is not None
    with pytest.raises(Unreadable, match="larger than 32 MB"):
        hand_in.read_hand_in(raw + b" " * (room + 1), RELEASES["activations"])


@pytest.mark.parametrize("opening", [b"[", b'{"cells":[', b'{"a":', b'[{"a":'])
def test_deep_nesting_is_unreadable(opening):
    with pytest.raises(Unreadable, match="nested too deeply"):
        hand_in.read_hand_in(opening * (1 << 20), RELEASES["activations"])


def test_a_number_of_many_digits_is_unreadable():
    with pytest.raises(Unreadable):
        hand_in.read_hand_in(b'{"cells": ' + b"9" * 100_000 + b"}", RELEASES["activations"])


def test_cells_and_texts_are_capped_with_a_note():
    code = {"cell_type": "code", "metadata": {}, "source": "x"}
    found = look(json.dumps({"cells": [code] * (MAX_CELLS + 1)}).encode())
    assert lazy_gettext("only the first {count} cells were read", count=MAX_CELLS) in found.notes
    found = look(json.dumps({"cells": [code | {"source": "x" * (MAX_SOURCE + 1)}, code]}).encode())
    assert any(str(note) == "cell 1 is longer than 1 MB and was left out" for note in found.notes)
    assert [cell.source for cell in found.cells if not cell.name] == ["x"]


@pytest.mark.parametrize("character", ["x", "\U0001f600", "\x01"])
def test_however_long_its_cells_are_a_program_fits_into_a_frame(character):
    size = min(MAX_SOURCE, (MAX_BYTES - 10_000) // 20 // len(json.dumps(character).strip('"')))
    code = {"cell_type": "code", "metadata": {}, "source": character * size}
    found = look(json.dumps({"cells": [code] * 20}).encode())
    assert any("too long" in str(note) for note in found.notes) == (20 * size > MAX_ALL_SOURCES)
    protocol.frame(
        protocol.RunProgram(0, tuple(protocol.ProgramCell("c", cell.source) for cell in found.program), 0, 0)
    )


def test_bytes_that_are_no_text_grow_to_no_more_than_a_frame():
    one = b'{"cell_type": "code", "metadata": {}, "source": "' + b"\xff" * (MAX_SOURCE - 1000) + b'"}'
    found = hand_in.read_hand_in(b'{"cells": [' + b",".join([one] * 31) + b"]}", RELEASES["activations"])
    protocol.frame(
        protocol.RunProgram(0, tuple(protocol.ProgramCell("c", cell.source) for cell in found.program), 0, 0)
    )


def test_reading_takes_memory_in_proportion():
    raw = b'{"cells": [' + b",".join([b"{}"] * 300_000) + b"]}"
    tracemalloc.start()
    try:
        look(raw)
        assert tracemalloc.get_traced_memory()[1] < 100 * len(raw)
    finally:
        tracemalloc.stop()


# --- right work survives ----------------------------------------------------------------------------


def duplicated(document):
    for name in [own(cell).get("grade_id") for cell in document["cells"] if own(cell).get("solution")]:
        cell = named(document, name)
        document["cells"].insert(document["cells"].index(cell) + 1, copy.deepcopy(cell))


def stub_pasted_below(document):
    for cell in [cell for cell in document["cells"] if own(cell).get("solution")]:
        stub = next(each for each in RELEASES[document["name"]].cells if each.name == own(cell)["grade_id"])
        document["cells"].insert(
            document["cells"].index(cell) + 1, copy.deepcopy(cell) | {"source": stub.source}
        )


def stub_pasted_below_without_metadata(document):
    stub_pasted_below(document)
    for before, cell in zip(document["cells"], document["cells"][1:], strict=False):
        if own(cell).get("solution") and own(before) == own(cell):
            cell["metadata"] = {}


def locked_cells_deleted(document):
    document["cells"] = [cell for cell in document["cells"] if not own(cell).get("locked")]


def stubs_kept_and_answers_elsewhere(document):
    for cell in [
        cell for cell in document["cells"] if own(cell).get("solution") and cell["cell_type"] == "code"
    ]:
        stub = next(each for each in RELEASES[document["name"]].cells if each.name == own(cell)["grade_id"])
        document["cells"].append({"cell_type": "code", "metadata": {}, "source": cell["source"]})
        cell["source"] = stub.source


def retyped(kind):
    def damage(document):
        for cell in document["cells"]:
            if own(cell).get("solution"):
                cell["cell_type"] = kind

    return damage


def locked_retyped(document):
    for cell in document["cells"]:
        if own(cell).get("locked"):
            cell["cell_type"] = "markdown"


def reversed_order(document):
    document["cells"].reverse()


def solutions_first(document):
    document["cells"].sort(key=lambda cell: not own(cell).get("solution"))


def merged_with_the_check_below(document):
    merge(document, lambda upper, lower: own(upper).get("solution") and own(lower).get("grade"))


def merged_into_the_locked_cell_above(document):
    cells = document["cells"]
    setup = named(document, "setup")
    for cell in [cell for cell in cells if own(cell).get("solution") and cell["cell_type"] == "code"]:
        setup["source"] = "".join(setup["source"]) + "\n\n" + cell["source"]
        cells.remove(cell)


def answer_before_the_given_text(document):
    cells = document["cells"]
    setup = named(document, "setup")
    for cell in [cell for cell in cells if own(cell).get("solution") and cell["cell_type"] == "code"]:
        setup["source"] = cell["source"] + "\n\n" + "".join(setup["source"])
        cells.remove(cell)


def all_code_in_one_cell(document):
    merge(document, lambda upper, lower: upper["cell_type"] == lower["cell_type"] == "code")


def merge(document, belong):
    cells = document["cells"]
    for place in range(len(cells) - 1, 0, -1):
        if belong(cells[place - 1], cells[place]):
            lower = cells.pop(place)
            cells[place - 1]["source"] = (
                "".join(cells[place - 1]["source"]) + "\n\n" + "".join(lower["source"])
            )


def split(document):
    for cell in [
        cell for cell in document["cells"] if own(cell).get("solution") and cell["cell_type"] == "code"
    ]:
        cell["source"] = "helper = 1\n" + cell["source"]
        place = document["cells"].index(cell)
        upper, _, lower = cell["source"].partition("\n")
        document["cells"][place : place + 1] = [
            copy.deepcopy(cell) | {"source": upper},
            cell | {"source": lower},
        ]


def stripped(document):
    for cell in document["cells"]:
        cell["metadata"] = {}
        cell.pop("id", None)


def metadata_gone(document):
    for cell in document["cells"]:
        del cell["metadata"]


def of_another_course(document):
    document["cells"] = [{"cell_type": "code", "metadata": {}, "source": "total = 3"}]


def copied_check_id(document):
    for cell in document["cells"]:
        if own(cell).get("solution") and cell["cell_type"] == "code":
            own(cell)["grade_id"] = "test_" + own(cell)["grade_id"]


def strange_id(document):
    for number, cell in enumerate(document["cells"]):
        if own(cell).get("solution"):
            own(cell)["grade_id"] = [3, {"a": 1}, None, "cell-1a2b"][number % 4]


def nbformat_3(document):
    for cell in document["cells"]:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
    document["worksheets"] = [{"cells": document.pop("cells"), "metadata": {}}]
    document |= {"nbformat": 3, "nbformat_minor": 0}


def colab(document):
    document["nbformat_minor"] = 0
    document["metadata"] = {
        "colab": {"provenance": []},
        "kernelspec": {"name": "python3"},
        "accelerator": "GPU",
    }
    for cell in document["cells"]:
        cell.pop("id", None)
        cell["metadata"] |= {"id": "xYz", "outputId": "1", "executionInfo": {"user": {"displayName": "Ada"}}}
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)


def vs_code(document):
    document["metadata"]["language_info"] = {"name": "python"}
    for cell in document["cells"]:
        cell.pop("id", None)
        cell["metadata"] |= {"vscode": {"languageId": "python"}}
        cell["source"] = "\n".join(line.rstrip() for line in "".join(cell["source"]).split("\n")).strip()


def crlf(document):
    for cell in document["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")


def old_mac_line_ends(document):
    for cell in document["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r")


def lone_surrogates(document):
    for cell in document["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = "\ud83d" + "".join(cell["source"])
    for name in SOLUTIONS[document["name"]]:
        named(document, name)["source"] += "\n# \ude00"


def null_bytes(document):
    for name in SOLUTIONS[document["name"]]:
        named(document, name)["source"] += "\n# \x00"


def not_a_number(document):
    for cell in document["cells"]:
        cell["metadata"]["score"] = math.nan
        if "points" in own(cell):
            own(cell)["points"] = math.inf


def other_points(document):
    for cell in document["cells"]:
        if own(cell):
            own(cell).update(points=1_000, grade=True, locked=False, task=True)


def picture_tags(document):
    for cell in document["cells"]:
        cell["metadata"]["tags"] = ["picture"]


def given_cells_edited(document):
    for cell in document["cells"]:
        if own(cell).get("locked"):
            cell["source"] = "raise SystemExit"


def magics_on_top(document):
    for name in SOLUTIONS[document["name"]]:
        named(document, name)["source"] = (
            "%%time\n%matplotlib inline\n!ls\n" + named(document, name)["source"]
        )


def cells_that_are_none(document):
    document["cells"][1:1] = [None, 3, [], {}, {"cell_type": "code"}, {"cell_type": "code", "source": 3}]


def outputs_that_are_none(document):
    for cell in document["cells"]:
        cell["outputs"] = cell["execution_count"] = "what?"


def without_ids(document):
    stripped(document)
    document["nbformat_minor"] = 4


def without_metadata(document):
    for cell in document["cells"]:
        cell["metadata"] = {}


def without_nbgrader(document):
    for cell in document["cells"]:
        cell["metadata"].pop("nbgrader", None)


def in_new_cells(document):
    """The answers in cells that the student made, in the places of those that were thrown away."""
    for cell in document["cells"]:
        if own(cell).get("solution"):
            cell["metadata"] = {}
            cell["id"] = "new-" + cell["id"]


def names_given_away(document):
    names = [*SOLUTIONS[document["name"]], "np", "sum", "range", "len"]
    given = "".join(f"{name} = 3\n" for name in names)
    loop = "for " + ", ".join(names) + f" in [({', '.join('4' for _ in names)})]:\n    pass"
    for source in (given, loop, "del " + ", ".join(SOLUTIONS[document["name"]])):
        document["cells"].append({"cell_type": "code", "metadata": {}, "source": source})


def names_given_away_at_once(document):
    for name in SOLUTIONS[document["name"]]:
        named(document, name)["source"] += f"\n{name} = 3\nnp = 4"


def stopped_above(line):
    def damage(document):
        for name in SOLUTIONS[document["name"]]:
            named(document, name)["source"] = f"{line}\n\n\n{named(document, name)['source']}"

    damage.__name__ = f"stopped_above_by_{line[:12]}"
    return damage


DAMAGES = [
    names_given_away,
    names_given_away_at_once,
    stopped_above("n = int(input())"),
    stopped_above("assert 1 == 2"),
    stopped_above("import os; os._exit(0)"),
    without_ids,
    without_metadata,
    in_new_cells,
    duplicated,
    stub_pasted_below,
    stub_pasted_below_without_metadata,
    locked_cells_deleted,
    stubs_kept_and_answers_elsewhere,
    retyped("markdown"),
    retyped("raw"),
    locked_retyped,
    reversed_order,
    solutions_first,
    merged_with_the_check_below,
    merged_into_the_locked_cell_above,
    answer_before_the_given_text,
    all_code_in_one_cell,
    split,
    stripped,
    metadata_gone,
    copied_check_id,
    strange_id,
    nbformat_3,
    colab,
    vs_code,
    crlf,
    old_mac_line_ends,
    lone_surrogates,
    null_bytes,
    not_a_number,
    other_points,
    picture_tags,
    given_cells_edited,
    magics_on_top,
    cells_that_are_none,
    outputs_that_are_none,
]
ENCODINGS = {
    "bom": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-be": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "latin-1": lambda text: text.encode("latin-1", "replace") + b"\n",
    "gbk": lambda text: text.encode("gbk", "replace"),
    "crlf": lambda text: json.dumps(json.loads(text), indent=1).replace("\n", "\r\n").encode(),
    "ascii": lambda text: json.dumps(json.loads(text)).encode(),
}
RIGHT = {
    "sigmoid": lambda student: student.sigmoid(0.0) == 0.5,
    "relu": lambda student: student.relu(-1.0) == 0,
    "NeuralNetwork": lambda student: (
        student.NeuralNetwork(2, 3, 1).forward(np.ones((4, 2)))[0].shape == (4, 1)
    ),
    "dense": lambda student: student.dense(np.ones((1, 2)), np.ones((2, 1)), np.ones(1)).tolist() == [[3.0]],
}


def assert_right(zygote, name, raw):
    """The program of a hand-in defines each function that was asked for, and those work."""
    handed_in = look(raw, RELEASES[name])
    stubs = {key: cell.source for key, cell in RELEASES[name].functions.items()}
    limits = Limits(submission_seconds=120)
    run = ProgramRun(handed_in, stubs, limits, 0, zygote.fork)
    worker = run.worker()
    try:
        assert set(SOLUTIONS[name]) <= run.names
        assert not any(map(run.is_untouched, SOLUTIONS[name]))
        student = Student(WorkerChannel(worker, 5.0))
        assert all(RIGHT[function](student) for function in SOLUTIONS[name] if function in RIGHT)
    finally:
        worker.kill()
    return handed_in, run


def assert_survives(zygote, name, raw):
    """Right work is there after an accident. It runs where that is quick; elsewhere its program is read."""
    if name in RUN:
        return assert_right(zygote, name, raw)[0]
    handed_in = look(raw, RELEASES[name])
    defined = set().union(*(hand_in.defined_in(cell.source) for cell in handed_in.program))
    assert set(SOLUTIONS[name]) <= defined
    return handed_in


@pytest.mark.full
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", NAMES)
def test_right_work_survives(zygote, name, damage):
    document = solved(name) | {"name": name}
    damage(document)
    assert_survives(zygote, name, as_bytes(document))


@pytest.mark.full
@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("name", NAMES)
def test_right_work_survives_its_encoding(zygote, name, encode):
    handed_in = assert_survives(zygote, name, encode(json.dumps(solved(name), ensure_ascii=False)))
    assert not any("missing" in str(note) for note in handed_in.notes)


# In this order, since an accident may make another one impossible: who has lost the metadata cannot merge by it.
TOGETHER = [
    duplicated,
    stub_pasted_below,
    other_points,
    not_a_number,
    picture_tags,
    given_cells_edited,
    lone_surrogates,
    null_bytes,
    locked_retyped,
    retyped("markdown"),
    solutions_first,
    reversed_order,
    locked_cells_deleted,
    colab,
    vs_code,
    crlf,
    nbformat_3,
]


@settings(max_examples=settings().max_examples // 3)
@given(st.sets(st.sampled_from(range(len(TOGETHER))), min_size=2, max_size=6), st.sampled_from(NAMES))
def test_right_work_survives_several_accidents(zygote, chosen, name):
    document = solved(name) | {"name": name}
    for number in sorted(chosen):
        TOGETHER[number](document)
    assert_survives(zygote, name, as_bytes(document))


# --- what the file may not decide -------------------------------------------------------------------


def test_a_clean_hand_in_is_taken_as_it_is():
    for name in NAMES:
        found = hand_in.read_hand_in(as_bytes(solved(name)), RELEASES[name])
        assert found.notes == ()
        assert [cell.name for cell in found.cells] == [cell.name for cell in RELEASES[name].cells]
        assert not found.untouched & set(SOLUTIONS[name])


def test_the_release_itself_is_untouched_in_every_part():
    for name in NAMES:
        found = hand_in.read_hand_in(FILES[name], RELEASES[name])
        assert found.untouched == {*SOLUTIONS[name], *RELEASES[name].questions}
        assert not any(cell.role.is_function for cell in found.program)


def test_a_locked_cell_comes_from_the_release():
    document = solved("activations")
    for cell in document["cells"]:
        if own(cell).get("locked"):
            cell["source"] = "changed = True"
    found = hand_in.read_hand_in(as_bytes(document), RELEASES["activations"])
    for cell in found.cells:
        if cell.role.is_locked:
            assert cell == next(each for each in RELEASES["activations"].cells if each.name == cell.name)


@pytest.mark.parametrize(
    ("damage", "note"),
    [
        (duplicated, "the cell sigmoid is there more than once; all of it was read"),
        (locked_cells_deleted, "the cell test_sigmoid was missing; the released one was put back"),
        (retyped("raw"), "the cell sigmoid had become a raw cell; it was read as code"),
        (given_cells_edited, "the given cell setup had been changed; the released one was used"),
        (merged_into_the_locked_cell_above, "the locked cell setup held more than was released"),
        (stripped, "these cells had lost their grading metadata, and were recognised all the same: setup, "),
        (of_another_course, "none of the assignment's cells is in this file: is it the right notebook?"),
        (nbformat_3, "the file is in an old notebook format; it was read all the same"),
        (cells_that_are_none, "cell 2 is damaged and was left out"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_a_note_says_what_was_found(damage, note):
    document = solved("activations") | {"name": "activations"}
    damage(document)
    notes = hand_in.read_hand_in(as_bytes(document), RELEASES["activations"]).notes
    assert any(str(each).startswith(note) for each in notes), notes


@pytest.mark.parametrize(("encoding", "note"), [("utf-16", "saved as UTF-16"), ("gbk", "not valid UTF-8")])
def test_a_note_says_how_the_file_was_saved(encoding, note):
    raw = ENCODINGS[encoding](json.dumps(solved("activations"), ensure_ascii=False))
    assert any(note in str(each) for each in hand_in.read_hand_in(raw, RELEASES["activations"]).notes)


def test_a_note_says_that_the_kernel_was_one_for_another_language():
    document = solved("activations")
    document["metadata"] = {"language_info": {"name": "R" * 99}}
    found = hand_in.read_hand_in(as_bytes(document), RELEASES["activations"])
    assert [str(note)[:50] for note in found.notes] == ["the notebook was saved with a kernel for " + "R" * 9]
    assert "R" * 41 not in str(found.notes[0])


LOST = [without_ids, without_metadata, without_nbgrader, in_new_cells]


@pytest.mark.parametrize("damage", LOST, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", NAMES)
def test_cells_that_have_lost_their_marks_are_found(name, damage):
    document = solved(name)
    for question in RELEASES[name].questions:
        named(document, question)["source"] = "Because the slope is nearly 0 there."
    damage(document)
    found = hand_in.read_hand_in(as_bytes(document), RELEASES[name])
    assert [cell.name for cell in found.cells] == [cell.name for cell in RELEASES[name].cells]
    assert not found.untouched
    assert not found.is_foreign
    for question, texts in hand_in.written_answers(found, RELEASES[name]).items():
        assert texts == ["Because the slope is nearly 0 there."], question
    for function in SOLUTIONS[name]:
        code = hand_in.code_of(found, function)
        assert function in code[-1]
        assert "NotImplementedError" not in code[-1]


@pytest.mark.parametrize("damage", LOST[:3], ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", NAMES)
def test_a_release_that_has_lost_its_marks_is_still_untouched(name, damage):
    document = json.loads(FILES[name])
    damage(document)
    found = hand_in.read_hand_in(as_bytes(document), RELEASES[name])
    assert found.untouched == {*SOLUTIONS[name], *RELEASES[name].questions}
    assert not hand_in.has_work(found, RELEASES[name])


def test_the_code_that_is_shown_is_the_students_wherever_it_stands():
    document = solved("activations") | {"name": "activations"}
    stubs_kept_and_answers_elsewhere(document)
    found = hand_in.read_hand_in(as_bytes(document), RELEASES["activations"])
    assert "sigmoid" in found.untouched
    assert "NotImplementedError" not in hand_in.code_of(found, "sigmoid")[-1]
    assert hand_in.has_work(found, RELEASES["activations"])


@pytest.mark.parametrize(
    ("below", "is_counted"),
    [
        ("def sigmoid(x):\n    return 7", True),
        ("%matplotlib inline\nsigmoid = lambda x: 7", True),
        ("sigmoid = 7", False),
        ("def sigmoid(x):\n    return 7 +", False),
        ("%%bash\nsigmoid = lambda x: 7", False),
        ("print(sigmoid(7))", False),
    ],
)
def test_the_last_definition_of_a_function_is_the_code_that_counts(below, is_counted):
    document = solved("activations")
    cell = {"cell_type": "code", "metadata": {}, "source": below, "id": "mine"}
    document["cells"].append(cell)
    document["cells"].insert(0, cell | {"source": "def sigmoid(x):\n    return 8", "id": "above"})
    found = hand_in.read_hand_in(as_bytes(document), RELEASES["activations"])
    code = hand_in.code_of(found, "sigmoid")
    label = hand_in.defined_again_in(found, "sigmoid")
    assert (code[-1], label) == ((below, f"cell {len(found.cells)}") if is_counted else (code[0], ""))
    assert "np.exp" in code[0]
    assert hand_in.defined_again_in(found, "relu") == ""


@pytest.mark.parametrize("place", [-1, 0, 1, 2])
def test_an_answer_in_a_cell_of_its_own_around_the_question_is_one(place):
    """Below the heading and above the answer's cell, or below that; not above the heading."""
    release = RELEASES["activations"]
    document = solved("activations")
    at = next(i for i, cell in enumerate(document["cells"]) if cell["id"] == "explore-question")
    mine = {"cell_type": "markdown", "metadata": {}, "source": "Since it is flat.", "id": "mine"}
    document["cells"].insert(at + 1 + place, mine)
    found = hand_in.read_hand_in(as_bytes(document), release)
    assert ("explore" not in found.untouched) == (place >= 0)
    assert hand_in.written_answers(found, release)["explore"] == (["Since it is flat."] if place >= 0 else [])


@pytest.mark.parametrize(("source", "is_one"), [("# Since it is flat.", True), ("print(sigmoid(9))", False)])
def test_an_answer_in_the_comments_of_a_code_cell_is_one_and_an_experiment_is_none(source, is_one):
    document = solved("activations")
    at = next(i for i, cell in enumerate(document["cells"]) if cell["id"] == "explore")
    document["cells"].insert(at + 1, {"cell_type": "code", "metadata": {}, "source": source, "id": "mine"})
    found = hand_in.read_hand_in(as_bytes(document), RELEASES["activations"])
    assert ("explore" not in found.untouched) == is_one


@pytest.mark.parametrize("fence", ["", "```"])
@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_code_in_a_text_cell_is_run_where_no_code_cell_has_it(kind, fence):
    document = json.loads(FILES["activations"])
    code = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"
    source = f"{fence}python\n{code}\n{fence}" if fence else code
    at = next(i for i, cell in enumerate(document["cells"]) if cell["id"] == "sigmoid")
    document["cells"].insert(at, {"cell_type": kind, "metadata": {}, "source": source, "id": "mine"})
    found = hand_in.read_hand_in(as_bytes(document), RELEASES["activations"])
    assert any(cell.source.strip() == code for cell in found.program)
    assert (
        lazy_gettext("cell {number} is a text and holds code; it was run as code", number=at + 1)
        in found.notes
    )
    document["cells"].append({"cell_type": "code", "metadata": {}, "source": code, "id": "again"})
    found = hand_in.read_hand_in(as_bytes(document), RELEASES["activations"])
    assert found.notes == ()


def in_chinese(document):
    """The release as readers of Chinese get it."""
    for cell in document["cells"]:
        cell["source"] = cell["metadata"].get("translations", {}).get("zh", cell["source"])


def begun(document):
    """No more done than to take the stubs' lines away."""
    for cell in document["cells"]:
        cell["source"] = "".join(cell["source"]).replace("raise NotImplementedError()", "pass")


def without_texts(document):
    document["cells"] = [cell for cell in document["cells"] if cell["cell_type"] == "code" or own(cell)]


@pytest.mark.parametrize("damage", [*LOST, begun, without_texts], ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", NAMES)
def test_whatever_became_of_a_notebook_it_is_read_alike_in_every_language(name, damage):
    release, facts = RELEASES[name], []
    for change in (lambda document: None, in_chinese):
        document = json.loads(FILES[name])
        change(document)
        damage(document)
        raw = as_bytes(document)
        found = hand_in.read_hand_in(raw, release)
        written = {name: len(texts) for name, texts in hand_in.written_answers(found, release).items()}
        assert not hand_in.has_work(found, release)
        whole = (found.share, hand_in.likeness(raw, release))
        facts.append(([cell.id for cell in found.cells], found.untouched, found.notes, whole, written))
    assert re.search("[一-鿿]", "".join(str(cell["source"]) for cell in document["cells"]))
    assert facts[0] == facts[1]


@pytest.mark.parametrize("ids", [True, False])
def test_a_text_of_the_release_in_another_language_is_no_answer_and_what_is_written_into_it_is(ids):
    release = RELEASES["activations"]
    document = json.loads(FILES["activations"])
    for cell, released in zip(document["cells"], release.cells, strict=True):
        if not ids:
            del cell["id"]
        if cell["cell_type"] == "markdown":
            cell["source"] = released.translations.get("zh", cell["source"])
    found = hand_in.read_hand_in(as_bytes(document), release)
    assert "explore" in found.untouched
    assert hand_in.written_answers(found, release)["explore"] == []
    question = next(n for n, cell in enumerate(release.cells) if cell.id == "explore-question")
    assert "思考题" in document["cells"][question]["source"]
    document["cells"][question]["source"] += "\n\n因为那里是平的。"
    found = hand_in.read_hand_in(as_bytes(document), release)
    assert "explore" not in found.untouched


@pytest.mark.parametrize("place", ["explore", "explore-question", "a new cell"])
def test_characters_that_nobody_sees_are_no_answer(place):
    """A zero-width space, a mark for right-to-left text, a byte order mark: they come along with a copied text."""
    document = solved("activations")
    at = next(i for i, cell in enumerate(document["cells"]) if cell["id"] == "explore")
    if place == "a new cell":
        document["cells"].insert(
            at + 1, {"cell_type": "markdown", "metadata": {}, "source": "", "id": "mine"}
        )
    cell = next(cell for cell in document["cells"] if cell["id"] in (place, "mine"))
    released = "".join(cell["source"])
    for unseen in ("\u200b", "\u202e\u2066", "\ufeff"):
        cell["source"] = released + unseen
        found = hand_in.read_hand_in(as_bytes(document), RELEASES["activations"])
        assert "explore" in found.untouched
        assert hand_in.written_answers(found, RELEASES["activations"])["explore"] == []


def test_an_answer_written_into_the_question_is_one():
    document = solved("activations")
    cell = next(cell for cell in document["cells"] if cell["id"] == "explore-question")
    cell["source"] = "".join(cell["source"]) + "\n\nSince it is flat."
    found = hand_in.read_hand_in(as_bytes(document), RELEASES["activations"])
    assert "explore" not in found.untouched
    assert hand_in.written_answers(found, RELEASES["activations"])["explore"][0].endswith("Since it is flat.")


def test_a_notebook_is_like_its_own_release_and_hardly_like_another():
    for name in NAMES:
        for damage in [lambda document: None, *LOST]:
            document = solved(name)
            damage(document)
            raw = as_bytes(document)
            likes = {other: hand_in.likeness(raw, RELEASES[other]) for other in NAMES}
            assert max(likes, key=likes.get) == name
            assert likes[name] > 0.5 > max(like for other, like in likes.items() if other != name)


@pytest.mark.parametrize("damage", [lambda document: None, *LOST[:3]])
def test_of_another_assignments_notebook_nothing_that_is_graded_is_this_ones(damage):
    for name in NAMES:
        document = solved(name)
        damage(document)
        raw = as_bytes(document)
        strange = {other for other in NAMES if hand_in.read_hand_in(raw, RELEASES[other]).is_foreign}
        code = "".join("".join(cell["source"]) + "\n" for cell in document["cells"])
        given = hand_in.defined_in(code)  # some later notebooks give `sigmoid`, which an earlier one asks for
        assert strange == {other for other in NAMES if not given & {*SOLUTIONS[other]}}


def test_a_missing_cell_goes_back_to_its_place():
    document = solved("activations")
    document["cells"] = [cell for cell in document["cells"] if own(cell).get("grade_id") != "relu"]
    found = hand_in.read_hand_in(as_bytes(document), RELEASES["activations"])
    order = [cell.name for cell in found.cells if cell.name]
    assert order == [cell.name for cell in RELEASES["activations"].cells if cell.name]
    assert "relu" in found.untouched


def test_a_release_with_an_empty_locked_cell_can_be_read():
    release = Notebook((Cell("a", "code", "", GIVEN, "setup"),), {})
    raw = as_bytes(
        {"cells": [{"cell_type": "code", "source": "x = 1", "metadata": {"nbgrader": {"grade_id": "setup"}}}]}
    )
    assert isinstance(hand_in.read_hand_in(raw, release), HandIn)


def test_a_desk_takes_the_roles_from_the_file_itself():
    found = hand_in.release_from(as_bytes(solved("activations")))
    assert [(cell.name, cell.role, cell.points) for cell in found.cells] == [
        (cell.name, cell.role, cell.points) for cell in RELEASES["activations"].cells if cell.name
    ]
    stubs = {cell.source for cell in found.cells if cell.role.is_function}
    assert stubs == {hand_in.STUB}


def test_the_workers_seed_follows_from_the_bytes():
    one, two = hand_in.bytes_digest(b"one"), hand_in.bytes_digest(b"two")
    assert hand_in.worker_seed(one) == hand_in.worker_seed(one) != hand_in.worker_seed(two)
    assert 0 <= hand_in.worker_seed(one) < 2**32
