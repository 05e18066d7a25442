"""Settings that a teacher brings along from plain nbgrader: each is told, and what would undo a grade is refused."""

import shutil
import subprocess
import sys

import hand_ins
import made
import pytest
from click.testing import CliRunner
from test_preprocessor import autograde, built, score, standings

from autograder.cli import cli
from autograder.nbgrader_door import settings

OURS = (hand_ins.ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
PENALTIES = 'c.Autograde.autograde_preprocessors.append("nbgrader.preprocessors.AssignLatePenalties")\n'


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course, and nobody's settings beside it."""
    home = tmp_path / "jupyter"
    home.mkdir()
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(home))
    return built(tmp_path / "course")


def configured(root, text):
    (root / "nbgrader_config.py").write_text(text, encoding="utf-8")


def doctor(root):
    """What it says, and its exit code."""
    ran = CliRunner().invoke(cli, ["doctor", "--course", str(root)], catch_exceptions=False)
    return ran.stdout, ran.exit_code


def test_the_courses_own_configuration_is_as_it_should_be(course):
    said, code = doctor(course)
    assert "✓ nbgrader_config.py: nbgrader's commands grade and build as this course does" in said
    assert code == 0


LISTED = """
from pathlib import Path
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import PyFileConfigLoader
for _ in range(2):  # a server may read it more than once
    config = PyFileConfigLoader("nbgrader_config.py", path=".").load_config()
print(sorted(NbGraderAPI(CourseDirectory(config=config)).get_source_assignments()))
"""


def test_formgrader_lists_assignments_and_no_readings(course):
    configured(course, OURS)
    settings = course / "course.yml"
    settings.write_text(settings.read_text() + "readings: [faq]\n")
    (course / "source/faq").mkdir()
    ran = subprocess.run([sys.executable, "-c", LISTED], cwd=course, capture_output=True, text=True)
    assert ran.stdout == "['small']\n", ran.stderr


def test_nbgraders_late_penalties_behind_ours_are_told(course):
    configured(course, OURS + PENALTIES)
    said, code = doctor(course)
    assert (
        "✗ c.Autograde.autograde_preprocessors: AssignLatePenalties is there: it writes nbgrader's "
        "penalty over the course's; take AssignLatePenalties out of the list"
    ) in said
    assert code == 3


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course whose class nbgrader's door has graded."""
    root = built(tmp_path_factory.mktemp("graded") / "course")
    made.hand_in(root, "ada", made.RIGHT)
    made.hand_in(root, "broken", b"{")
    ran = autograde(root)
    assert ran.returncode == 0, ran.stderr
    return root


@pytest.mark.parametrize("step", ["AssignLatePenalties", "SaveAutoGrades", "Execute", "OverwriteCells"])
def test_nbgraders_steps_that_would_write_over_ours_are_known(step):
    ours, theirs = f"{settings.OURS}.Grade", f"nbgrader.preprocessors.{step}"
    assert settings.harmful_step([ours, theirs])[0] == step
    assert settings.harmful_step([ours]) == ("", "")


def test_a_step_that_would_write_over_ours_is_refused_before_anybody_is_touched(graded, tmp_path):
    course, step = tmp_path / "course", "SaveAutoGrades"
    shutil.copytree(graded, course)
    before = standings(course)
    configured(course, OURS + PENALTIES.replace("AssignLatePenalties", step))
    ran = autograde(course, "--force")
    assert ran.returncode != 0
    assert f"{step} is there" in ran.stderr
    assert f"take {step} out of the list" in ran.stderr
    assert standings(course) == before
    assert score(before["ada"]) == (4.0, 4.0)
    assert (course / "var/autograded/ada/small/small.ipynb").is_file()


def test_a_penalty_that_is_set_at_home_and_has_no_effect_is_told(course):
    home = course.parent / "jupyter/nbgrader_config.py"
    home.write_text("c = get_config()\nc.LateSubmissionPlugin.penalty_method = 'zero'\n", encoding="utf-8")
    said, code = doctor(course)
    assert "✗ c.LateSubmissionPlugin.penalty_method: has no effect here; course.yml says" in said
    assert code == 3


def test_other_settings_without_effect_are_told_and_nothing_is_wrong(course):
    configured(course, OURS + "c.Execute.timeout = 2\nc.ClearSolutions.code_stub = {'python': '# here'}\n")
    said, code = doctor(course)
    assert "✓ c.Execute.timeout: has no effect here; course.yml says how long code may run" in said
    assert "✓ c.ClearSolutions.code_stub: has no effect here" in said
    assert code == 0


def test_a_configuration_of_plain_nbgrader_is_told_line_by_line(course):
    configured(course, "c = get_config()\nc.CourseDirectory.course_id = 'mine'\n")
    said, code = doctor(course)
    for setting in (
        "c.Autograde.autograde_preprocessors: nbgrader grades with its own engine",
        "c.Autograde.exporter_class: nbgrader opens and changes hand-ins",
        "c.GenerateAssignment.preprocessors: `nbgrader generate_assignment` releases other files",
        "c.CourseDirectory.submitted_directory: is None; set it to var/submitted",
        "c.CourseDirectory.db_url: is another gradebook than the course's",
    ):
        assert f"✗ {setting}" in said
    assert code == 3


def test_a_configuration_that_is_no_program_is_told(course):
    configured(course, "c = get_config(\n")
    said, code = doctor(course)
    assert "✗ nbgrader_config.py: cannot be read: SyntaxError" in said
    assert code == 3


def test_a_course_without_nbgraders_configuration_is_not_asked_for_one(course):
    (course / "nbgrader_config.py").unlink()
    said, code = doctor(course)
    assert "nbgrader_config.py" not in said
    assert code == 0
