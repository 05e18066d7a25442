"""A variable, printed text and means at a student's desk: the checks see the running notebook."""

import linecache
import sys
from contextlib import suppress

import pytest

from autograder.desk.function_check import FunctionCheck

CHECKS = {
    "mean": '''
def test_it_is_two(student):
    """The mean is 2."""
    assert student.variable("mean") == 2, f"mean is {student.variable('mean')}; it should be 2"
''',
    "report": '''
def test_two_lines(student):
    """There are two lines."""
    lines = student.output_of("report").split("\\n")
    assert lines == ["one", "two", ""], f"printed: {lines}"
''',
    "total": '''
def test_a_loop(student):
    """There is a loop, and no sum."""
    assert student.total([1, 2]) == 3
    student.code_of("total").must_use("loop")
    student.code_of("total").must_not_use("sum")
''',
}


@pytest.fixture
def desk(tmp_path):
    """What `check` shows after some cells were run, as IPython keeps them."""
    (tmp_path / "checks").mkdir()
    for name, text in CHECKS.items():
        (tmp_path / f"checks/test_{name}.py").write_text(f'"""A check."""\n{text}')

    def checked(name, *cells, show=FunctionCheck.checked):
        namespace = {"__name__": "__main__", "In": [""]}
        for number, cell in enumerate(cells):
            file = f"<a cell {name} {number}>"
            linecache.cache[file] = (len(cell), None, cell.splitlines(keepends=True), file)
            namespace["In"].append(cell)
            with suppress(NotImplementedError):
                exec(compile(cell, file, "exec"), namespace)
        namespace["In"].append(f'check("{name}")')
        return repr(show(FunctionCheck(name, namespace, tmp_path, "en")))

    return checked


def test_code_that_leaves_standard_output_takes_none_from_the_notebook(desk):
    before = sys.stdout
    said = desk("total", "import sys\ndef total(v):\n    with sys.stdout:\n        print(v)\n    return 0")
    assert "✗ total" in said
    assert sys.stdout is before


def test_a_variable_is_judged_as_it_is_now(desk):
    assert "✓ mean: 1 of 1" in desk("mean", "mean = 3", "mean = 2")
    said = desk("mean", "mean = 3")
    assert "mean is 3; it should be 2" in said
    assert "no function" not in said
    assert "Python does not know it yet" in desk("mean", "median = 3")


def test_a_cell_that_prints_is_run_once_more_among_copies_of_the_names(desk):
    count = "count = 0"
    cell = "# report\ncount = count + 1\nprint('one')\nprint('two')"
    assert "✓ report: 1 of 1" in desk("report", count, cell, "count = 5")
    assert "printed: ['one', '']" in desk("report", cell.replace("count + 1", "1"), "# report\nprint('one')")
    assert "Python does not know it yet" in desk("report", "print('one')")


def test_a_printing_cell_that_is_not_written_yet_is_called_so(desk):
    assert "report: not written yet" in desk("report", "# report\nraise NotImplementedError()")


def test_a_hint_goes_a_step_further_for_a_variable_and_for_printed_text(desk):
    for name, cell in (("mean", "mean = 3"), ("report", "# report\nprint('three')")):
        said = desk(name, cell, show=FunctionCheck.hinted)
        assert f"Hint 1 of 3 for {name}" in said


def test_by_what_means_is_read_from_the_cells_that_were_run(desk):
    good = "def total(x):\n    all = 0\n    for part in x:\n        all += part\n    return all"
    assert "✓ total: 1 of 1" in desk("total", "def total(x):\n    return sum(x)", good)
    said = desk("total", good, "def total(x):\n    return sum(x)")
    assert "the task asks for a loop (`for` or `while`) in total" in said
    helper = (
        "def total(x):\n    while x[2:]:\n        pass\n    return add(x)",
        "def add(x):\n    return sum(x)",
    )
    assert "this line of yours has it: return sum(x)" in desk("total", *helper)
