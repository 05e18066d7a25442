"""The audit finds what is weak, whatever it is, and nothing where nothing is."""

import io
import json
import re

import made
import pytest
from click.testing import CliRunner
from rich.console import Console

from autograder.audit import audit_report, hollow
from autograder.audit.course_audit import audit
from autograder.authoring.new import new
from autograder.cli import cli
from autograder.errors import AutograderError, CourseError

SUITE = "tests/suites/topic/test_topic.py"
CHECK = "source/topic/checks/test_topic.py"
TABLE = "tests/suites/topic/misconceptions.yml"
SECOND = 'topic-adds-first:\n  function: "topic"\n'  # its second entry, as far as one more key
LIST = "tests/suites/equivalent.yml"
STYLES = "tests/course/variants/topic.yml"
ONE_STYLE = "  lambda_with_a_name: |\n    topic = lambda x: 1 + 2 * x\n"


@pytest.fixture
def course(tmp_path):
    """A course with an assignment that is as strong as can be."""
    root = made.course(tmp_path)
    new(root, "topic")
    return root


def edit(root, path, old, replacement):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, replacement), encoding="utf-8")


def weak(root):
    (found,) = audit(root, ["topic"], lanes=1, seeds=5)  # a second process costs more than it saves
    return {(one.proof, one.what) for one in found.weak}


def only(root, proof):
    """What is weak, all of it in one proof."""
    found = weak(root)
    assert {one for one, _ in found} == {proof}, found
    return "\n".join(sorted(what for _, what in found))


@pytest.mark.full
def test_an_equal_audit_gives_an_equal_text(course):
    one, other = (audit(course, ["topic"], lanes=lanes, seeds=3) for lanes in (2, 1))
    assert audit_report.as_json(one) == audit_report.as_json(other)


def test_a_suite_that_checks_nothing_is_weak_in_every_way(course):
    (course / SUITE).write_text(
        '"""Nothing."""\n\n\ndef test_it_answers(student):\n    """It answers.\n\n    zh: 有结果。\n    """\n'
        "    student.topic(1.0)\n",
        encoding="utf-8",
    )
    found = weak(course)
    assert {proof for proof, _ in found} == {"hollow", "misconceptions", "mutants"}
    assert any("always zeros of its shape earns" in what for _, what in found)
    assert ("misconceptions", "no hidden test fails topic-no-one") in found
    assert any("`return 2 * x - 1` in the place of `return 2 * x + 1`" in what for _, what in found)


A_ROUND_NUMBER = '''

def test_three_gives_seven(student):
    """Three gives seven.

    zh: 三得七。
    """
    assert student.topic(3.0) == 7
'''
A_NARROW_DRAW = '''

def test_a_number_near_one(student, rng):
    """A number near one gives about three.

    zh: 接近一的数大约得三。
    """
    x = rng.uniform(0, 2)
    assert np.round(student.topic(x)) == np.round(2 * x + 1)
'''


def more(root, test):
    (root / SUITE).write_text((root / SUITE).read_text(encoding="utf-8") + test, encoding="utf-8")


@pytest.fixture(scope="module")
def at_a_round_number(tmp_path_factory):
    """What is found where a test asks for one number that can be guessed."""
    root = made.course(tmp_path_factory.mktemp("round"))
    new(root, "topic")
    more(root, A_ROUND_NUMBER)
    (found,) = audit(root, ["topic"], lanes=1, seeds=5)
    return found


def test_a_hollow_answer_that_earns_is_named_with_its_code(at_a_round_number):
    found = at_a_round_number
    assert {one.proof for one in found.weak} == {"hollow"}
    (best,) = (one for one in found.weak if one.what.endswith("it passes test_three_gives_seven"))
    assert f"compare contents with drawn numbers in {SUITE}" in best.next_step
    cell = {}
    exec(best.program, cell)
    assert cell["topic"](3.0) == 7
    assert cell["topic"](3.3) != pytest.approx(7.6)
    shown = "\n".join(audit_report.weakness_lines([found]))
    assert f"  its code, for the cell `topic`:\n\n{best.program.strip()}\n" in shown


def test_a_hollow_answer_that_is_lucky_with_some_seeds_is_named(course):
    more(course, A_NARROW_DRAW)
    text = only(course, "hollow")
    assert re.search(
        r"earns \d\d% of the points with [1-4] of 5 seeds: it passes test_a_number_near_one", text
    )


@pytest.mark.full
def test_what_is_opened_in_proportion_pays_less_for_luck(course, at_a_round_number):
    more(course, A_ROUND_NUMBER)
    named = "\n".join(one.what for one in at_a_round_number.weak)
    (course / "course.yml").write_text((course / "course.yml").read_text() + "opens_at: half_weight\n")
    earned = [
        max(int(share) for share in re.findall(r"earns (\d+)%", text))
        for text in (named, only(course, "hollow"))
    ]
    assert earned[0] > earned[1]


@pytest.mark.full
def test_a_hidden_test_that_the_reference_fails_is_an_error_of_ours(course):
    edit(course, SUITE, "(np.asarray(x) + 0.5) / 0.5", "np.asarray(x)")
    assert any("the reference does not pass test_values_match" in what for _, what in weak(course))


def test_a_slip_that_is_caught_by_luck_is_a_weakness(course):
    edit(
        course,
        SUITE,
        "    x = rng.uniform(-5, 5, size=int(rng.integers(8, 20)))\n",
        "    x = rng.uniform(-5, 5, size=3)\n    if x[0] < 0:\n        return\n",
    )
    edit(
        course,
        SUITE,
        "    for x in (float(rng.uniform(1, 5)), float(rng.uniform(-5, -2)), int(rng.integers(2, 9))):\n        close(student.topic(x), wished(x))\n",
        "    assert np.ndim(student.topic(2.0)) == 0\n",
    )
    edit(
        course,
        SUITE,
        "        close(student.topic(x), want)\n",
        "        assert np.shape(student.topic(x)) == want.shape\n",
    )
    assert any(" of 3 times" in what for _, what in weak(course))


def test_a_right_answer_that_loses_points_or_is_taken_for_a_stub_is_named(course):
    wrong = "  as_text: |\n    def topic(x):\n        return str(2 * x + 1)\n  nothing: |\n    def topic(x):\n        pass\n"
    edit(course, STYLES, ONE_STYLE, f"{ONE_STYLE}\n{wrong}")
    text = only(course, "variants")
    assert "the style as_text does not pass test_values_match_the_definition" in text
    (line,) = (line for line in text.splitlines() if "the style nothing" in line)
    assert line == "the style nothing counts as not_attempted"


def test_a_test_that_fails_something_right_with_some_seeds_is_named(course):
    edit(
        course,
        SUITE,
        "    x = rng.uniform(-5, 5, size=6)\n",
        "    x = rng.uniform(-5, 5, size=6)\n    assert rng.random() < 0.8\n",
    )
    text = "\n".join(sorted(what for proof, what in weak(course) if proof == "seeds"))
    assert "test_the_argument_is_left_alone fails " in text
    assert " of 5 seeds" in text


@pytest.mark.full
def test_a_test_that_does_not_run_is_refused(course):
    edit(course, SUITE, "@pytest.mark.side", "@pytest.mark.skip")
    edit(course, SUITE, "def test_a_number_gives", "@pytest.mark.xfail\ndef test_a_number_gives")
    found = weak(course)
    assert ("reference", "test_the_argument_is_left_alone is marked skip") in found
    assert ("reference", "test_a_number_gives_a_number is marked xfail") in found


def test_a_misconception_that_is_taken_for_another_and_a_reading_that_is_none_are_named(course):
    edit(course, TABLE, "2 * (x + 1)", "2 * x + 0")
    edit(
        course,
        TABLE,
        'topic-no-one:\n  function: "topic"\n',
        'topic-no-one:\n  function: "topic"\n  told_as: prynts\n',
    )
    found = weak(course)
    assert (
        "misconceptions",
        "topic-adds-first is diagnosed as topic-no-one, and not as topic-adds-first",
    ) in found
    assert any("`told_as: prynts`, which is no general diagnosis" in what for _, what in found)


@pytest.mark.full
def test_a_misconception_may_be_told_by_its_form(course):
    edit(course, TABLE, "        return 2 * (x + 1)\n", "        print(2 * x + 1)\n")
    told = "topic-adds-first is diagnosed as prints, and not as topic-adds-first"
    assert ("misconceptions", told) in weak(course)
    edit(course, TABLE, SECOND, f"{SECOND}  told_as: prints\n")
    assert weak(course) == set()


def test_a_misconception_of_a_function_that_is_not_there_is_an_error(course):
    edit(course, TABLE, 'function: "topic"', 'function: "topik"')
    with pytest.raises(AutograderError, match="topik"):
        audit(course, ["topic"])


PROBES = "source/topic/checks/probes.py"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (STYLES, "topic:\n", "topik:\n", r"variants/topic.yml, topik: there is no solution cell"),
        (
            STYLES,
            "def topic(x):",
            "def topic(x)",
            r"variants/topic.yml, topic, \w+: not plain Python: expected",
        ),
        (PROBES, 'yield "topic"', 'yield "topik"', r"checks/probes.py: there is no function topik"),
        (
            PROBES,
            "student.topic(2.5)",
            "student.topik(2.5)",
            r"a probe of topic \(a single number\) fails with",
        ),
        (PROBES, "student.topic(2.5)", "student.topic(two)", r"name 'two' is not defined"),
        (PROBES, '("a single number",)', '"a single number"', "the labels of a probe are a tuple"),
        (PROBES, "def probes():", "def probe():", r"there is no function probes\(\)"),
        (CHECK, "import numpy as np", "import numpy as np\nimport pytest", r"pytest is not there"),
        (TABLE, "return 2 * (x + 1)", "return 2 * (x + 1", r"topic-adds-first: its program .* line 2\)"),
    ],
)
def test_a_slip_in_what_an_author_writes_beside_a_suite_is_refused_by_name(course, file, old, new, says):
    edit(course, file, old, new)
    with pytest.raises(AutograderError, match=says):
        audit(course, ["topic"])


@pytest.mark.full
def test_mistakes_that_no_visible_check_sees_are_too_many(course):
    text = (course / CHECK).read_text(encoding="utf-8")
    head, one, _, last = text.partition("def test_one_number")[0], "", "", text.split("\n\n\n")[-1]
    (course / CHECK).write_text(f"{head}{one}{last}", encoding="utf-8")
    text = only(course, "desk")
    assert text == "2 of 2 misconceptions pass all visible checks: topic-no-one, topic-adds-first"


@pytest.mark.full
def test_two_answers_of_any_shape_set_against_each_other_are_found(course):
    edit(
        course,
        SUITE,
        "    before = x.copy()\n",
        "    before = x.copy()\n    np.all(student.topic(x) - student.topic(x) == 0)\n",
    )
    assert only(course, "wide").startswith(
        "test_the_argument_is_left_alone sets two answers against each other"
    )


@pytest.mark.full
def test_two_answers_whose_shapes_are_looked_at_first_are_not(course):
    more = "    before = x.copy()\n    one, two = student.topic(x), student.topic(x)\n    assert one.shape == two.shape\n    assert np.all(one == two)\n"
    edit(course, SUITE, "    before = x.copy()\n", more)
    assert weak(course) == set()


@pytest.mark.full
def test_a_title_or_a_hint_that_is_not_in_every_language_is_named(course):
    edit(course, SUITE, "    zh: 数值符合公式。\n", "")
    edit(
        course,
        TABLE,
        "    zh: 1 也被翻了一倍。翻倍和加 1，哪一步在前？\n",
        "",
    )
    text = only(course, "words")
    assert "no title in every language of the course: test_values_match_the_definition" in text
    assert "the hint of topic-adds-first is not in every language of the course" in text


def test_a_test_without_a_title_is_named(course):
    text = (course / SUITE).read_text(encoding="utf-8")
    docstring = text[text.index('    """The values follow') : text.index("    x = rng")]
    edit(course, SUITE, docstring, "")
    assert "no title in every language of the course: test_values_match_the_definition" in only(
        course, "words"
    )


def test_a_hint_in_a_language_that_the_course_does_not_have_is_none_of_its_own(tmp_path):
    root = made.course(tmp_path, made.COURSE_YML.replace("languages: [en, zh]", "language: zh"))
    new(root, "topic")
    edit(root, TABLE, "    zh: 1 也被翻了一倍", "    en: 1 也被翻了一倍")
    assert "the hint of topic-adds-first is not in every language" in only(root, "words")


TURNED = """\
- function: topic
  before: return np.add(1, 2 * x)
  after: return np.add(2 * x, 1)
  reason: A sum of two numbers does not depend on their order.
"""


@pytest.mark.parametrize(
    "former", ["tests/course/variants/topic/topic.yml", "tests/suites/topic/equivalent.yml"]
)
def test_programs_at_their_former_place_are_not_overlooked(course, former):
    (course / former).parent.mkdir(parents=True, exist_ok=True)
    (course / former).write_text("{}", encoding="utf-8")
    with pytest.raises(CourseError, match="is no longer read"):
        audit(course, ["topic"], lanes=1, seeds=1)


def write_list(root, *entries):
    """List mutants as right, of this assignment alone."""
    of_another = TURNED.replace("topic", "double")
    (root / LIST).write_text(f"small:\n{of_another}topic:\n{''.join(entries)}", encoding="utf-8")


@pytest.mark.full
def test_a_mutant_that_is_right_is_listed_with_its_reason(course):
    """Alone, or without `after` with all others of its statement."""
    replacement = "note = 3 * 1\\n    return np.add(1, 2 * x)"
    edit(course, "source/topic/topic.ipynb", "return 2 * x + 1", replacement)
    slip = "`return np.add(2 * x, 1)` in the place of `return np.add(1, 2 * x)`"
    found = only(course, "mutants")
    assert f"no hidden test sees this slip: in topic, {slip}" in found.splitlines()
    assert "`note = 4 * 1`" in found
    assert {"return np.add(1, 2 * x)", "note = 3 * 1"} == {*re.findall("in the place of `(.*)`", found)}
    entry = "- function: topic\n  before: note = 3 * 1\n  reason: Nothing reads what is noted here.\n"
    write_list(course, TURNED, entry)
    assert weak(course) == set()


@pytest.mark.full
def test_an_entry_of_the_list_that_is_no_mutant_or_that_a_test_sees_is_reported(course):
    seen = TURNED.replace("np.add(1, 2 * x)", "2 * x + 1").replace("np.add(2 * x, 1)", "2 * x")
    write_list(course, TURNED, seen)
    found = only(course, "mutants")
    for entry in (
        "`return np.add(1, 2 * x)` → `return np.add(2 * x, 1)`",
        "`return 2 * x + 1` → `return 2 * x`",
    ):
        assert re.search(f"lists for topic what a test sees, or no mutant.*{re.escape(entry)}", found)


def test_an_entry_of_the_list_without_a_reason_is_an_error(course):
    write_list(course, TURNED.replace("A sum of two numbers does not depend on their order.", "ok"))
    with pytest.raises(CourseError, match=r"equivalent\.yml"):
        audit(course, ["topic"])


@pytest.mark.full
def test_a_cell_that_stops_in_the_references_notebook_is_named(course):
    edit(course, "source/topic/topic.ipynb", '"source": [\n    "check', '"source": [\n    "check')
    document = json.loads((course / "source/topic/topic.ipynb").read_text(encoding="utf-8"))
    broken = {"cell_type": "code", "id": "play", "metadata": {}, "source": "print(topik(1))"}
    document["cells"].append(broken | {"execution_count": None, "outputs": []})
    (course / "source/topic/topic.ipynb").write_text(json.dumps(document), encoding="utf-8")
    assert "stops: NameError" in only(course, "reference")


@pytest.mark.full
def test_a_mutant_that_never_ends_is_caught_by_the_clock(course):
    loop = "n = 3\\n    while n > 1:\\n        n -= 1\\n    return 2 * x + n"
    edit(course, "source/topic/topic.ipynb", "return 2 * x + 1", loop)
    edit(course, "course.yml", "call_seconds: 1, cell_seconds: 2", "call_seconds: 0.3, cell_seconds: 0.6")
    assert not any("`pass` in the place of `n -= 1`" in what for _, what in weak(course))


# --- the command -------------------------------------------------------------------------------


def command(root, *arguments):
    return CliRunner().invoke(cli, ["audit", *arguments, "--course", str(root)])


def test_fewer_than_six_right_answers_are_too_few_and_the_command_ends_with_1_and_says_what_to_mend(course):
    edit(course, STYLES, ONE_STYLE, "")
    ran = command(course, "topic")
    assert ran.exit_code == 1
    assert (
        "topic, topic: 5 right answers in another style; 6 are wanted\n  next: write them into" in ran.output
    )
    assert "functions: 1; weak: 1" in ran.output


def test_a_strong_assignment_has_nothing_weak_and_the_command_tells_a_program_so(course):
    ran = command(course, "topic", "--json")
    assert ran.exit_code == 0
    (found,) = json.loads(ran.stdout)["assignments"]
    assert found["weak"] == []
    assert found["rows"][0]["proofs"]["mutants"] == {"good": 12, "whole": 12}


def test_a_function_or_an_assignment_that_is_not_there_is_refused(course):
    assert command(course, "topik").exit_code == 3
    assert command(course, "topic", "--function", "topik").exit_code == 3


def test_a_terminal_of_eighty_columns_shows_the_whole_table():
    functions = ["numerical_gradient", "train_test_split", "sigmoid_derivative", "compare_models", "one_hot"]
    proofs = dict.fromkeys(audit_report.PROOFS, audit_report.ProofCount(999, 999))
    rows = tuple(audit_report.FunctionProof("a", name, 9.0, 24, proofs) for name in functions)
    console = Console(width=80, file=io.StringIO())
    console.print(audit_report.proof_table(audit_report.Audit("a", rows, ())))
    shown = console.file.getvalue()
    assert shown.count("999/999") == len(functions) * len(proofs)
    assert "…" not in shown


def test_an_empty_array_is_a_hollow_variable_since_approx_takes_it_for_any_number():
    names = {}
    exec(hollow.hollow_cells("mean = 4.0", "mean")["every variable is np.zeros(0)"], names)
    assert names["mean"] == pytest.approx(4.0)
