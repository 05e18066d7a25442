"""Workers of pytest-xdist get together what shares something costly, and begin with what takes long."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import scheduling
from scheduling import first, unit

ROOT = Path(__file__).parents[2]
TIERS = ("strong", "good")


def test_an_assignments_reports_are_graded_by_one_worker_for_all_files():
    tests = [
        "tests/course/test_fairness.py::test_the_reference_gets_every_point[loss]",
        "tests/course/test_examples.py::test_examples_give_their_golden_reports[loss]",
    ]
    assert {unit(test) for test in tests} == {"reports[loss]"}
    assert unit(tests[0].replace("loss", "network")) == "reports[network]"


def test_notebooks_are_run_by_the_worker_that_looks_at_the_site():
    site = unit("tests/browser/test_book.py::test_nothing_is_wider_than_the_screen[desk]")
    assert site == unit("tests/course/test_notebooks.py::test_the_filled_in_notebook_runs[images]")
    assert site == unit("tests/course/test_course_whole.py::test_each_picture_is_drawn[images]")


def test_a_tiers_attackers_are_graded_by_one_worker_for_all_files():
    tests = [
        "tests/attacks/test_attacks.py::test_it_breaks_no_promise[good-ending_abort]",
        "tests/attacks/test_text.py::test_the_summary_says_the_tier[good]",
    ]
    assert {unit(test) for test in tests} == {"attackers[good]"}
    assert (
        unit("tests/attacks/test_second_door.py::test_both_doors[strong]")
        == unit(tests[0].replace("good", "strong"))
        == "attackers[strong]"
    )


def test_assignments_that_share_nothing_go_to_any_worker():
    test = "tests/course/test_relying.py::test_a_right_function_has_its_points[images]"
    assert unit(test) == "tests/course/test_relying.py[images]"


@pytest.mark.parametrize(
    "test",
    [
        "tests/kit/test_report.py::test_a[loss-1]",
        "tests/kit/test_report.py::test_b[a::b]",
        "tests/kit/test_report.py::Several::test_c",
        "tests/kit/test_report.py::test_d[]\n]",
    ],
)
def test_any_other_test_goes_with_its_file(test):
    assert unit(test) == "tests/kit/test_report.py"


def test_a_long_unit_begins_before_one_of_many_tests():
    long, longer = scheduling.LONG[1], scheduling.LONG[0]
    waiting = {"few": ["a"], "many": ["a", "b"], long: ["a"], longer: ["a"]}
    order = []
    while waiting:
        order.append(first(waiting))
        del waiting[order[-1]]
    assert order == [longer, long, "many", "few"]


def test_every_file_of_the_course_that_looks_at_reports_shares_them():
    looking = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "tests/course").glob("test_*.py")
        if re.search(r"^def test_\w+\((.*\b)?(graded|audited)\b", file.read_text(encoding="utf-8"), re.M)
    }
    assert looking == scheduling.SHARE_REPORTS


@pytest.mark.full
def test_two_workers_run_every_test_and_each_assignments_in_one(tmp_path):
    """With the scheduler of tests/conftest.py."""
    folder = tmp_path / "tests/course"
    folder.mkdir(parents=True)
    (tmp_path / "conftest.py").write_text((ROOT / "tests/conftest.py").read_text(encoding="utf-8"))
    for name in ("examples", "fairness"):
        (folder / f"test_{name}.py").write_text(
            "import os\nimport pytest\n\n\n@pytest.mark.parametrize('n', range(20))\n"
            "@pytest.mark.parametrize('name', ['loss', 'network'])\ndef test_it(name, n):\n"
            "    with open('ran', 'a') as file:\n"
            "        print(name, os.environ['PYTEST_XDIST_WORKER'], file=file)\n"
        )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-n",
        "2",
        "--dist",
        "loadfile",
    ]
    settings = ["-c", os.devnull, "--rootdir", tmp_path]
    own = os.environ | {"PYTHONPATH": str(ROOT / "tests")}  # pytest's own setting splits at blanks
    ran = subprocess.run(
        [*command, *settings, "tests"], cwd=tmp_path, capture_output=True, text=True, env=own
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    lines = (tmp_path / "ran").read_text().splitlines()
    assert len(lines) == 2 * 2 * 20
    assert sorted(line.split()[0] for line in set(lines)) == ["loss", "network"]


@pytest.mark.parametrize("long", scheduling.LONG)
def test_every_long_unit_is_there(long):
    """Else a file that got another name would begin last."""
    name, _, value = long.partition("[")
    value = value.removesuffix("]")
    assert name in ("reports", "attackers", "notebooks") or (ROOT / name).is_file()
    assert not value or value in scheduling.ASSIGNMENTS or value in TIERS or (ROOT / value).is_file()
