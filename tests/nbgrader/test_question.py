"""How the question counts, `explore` in course.yml, is the same at nbgrader's door."""

import hand_ins
import made
import pytest
from nbgrader.api import Gradebook
from test_preprocessor import built, projections, standings, through_both, url


def hand_in(root):
    """Who answered the question, who did not, and a file that nobody can read."""
    document = hand_ins.spliced("small", made.RIGHT, root)
    made.hand_in(root, "silent", hand_ins.as_bytes(document))
    if question := hand_ins.named(document).get("explore"):
        question["source"] = "The slope is small."
    made.hand_in(root, "answers", hand_ins.as_bytes(document))
    made.hand_in(root, "broken", b"{")


COUNTED = {
    "marked": {"answers": (8.0, 10.0, True), "silent": (8.0, 10.0, False), "broken": (0.0, 10.0, True)},
    "completion": {"answers": (10.0, 10.0, False), "silent": (8.0, 10.0, False), "broken": (0.0, 10.0, True)},
    "off": {"answers": (8.0, 8.0, False), "silent": (8.0, 8.0, False), "broken": (0.0, 8.0, True)},
}


@pytest.mark.parametrize("explore", COUNTED)
def test_the_question_counts_the_same_at_both_doors(tmp_path, explore):
    course_yml = made.COURSE_YML.replace("- name: small", f'- {{name: small, explore: "{explore}"}}')
    root = built(tmp_path / "course", course_yml=course_yml)
    first, other, ran = through_both(root, "small", hand_in)
    assert ran.returncode == 0, ran.stderr
    assert standings(first) == standings(other)
    assert projections(first) == projections(other)
    with Gradebook(url(other)) as book:
        found = {one.student.id: one for one in book.assignment_submissions("small")}
        counted = {name: (own.score, own.max_score, own.needs_manual_grade) for name, own in found.items()}
    assert counted == COUNTED[explore]
