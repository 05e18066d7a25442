"""How pictures come about: behind the wall, from a record or beside the program, each drawn once for a class."""

import math
import time

import hand_ins
import msgspec
import pytest
from made import chunk, course_with_a_picture, png

from autograder import hand_in, notebook
from autograder.course import Limits
from autograder.errors import SandboxError
from autograder.notebook import Cell
from autograder.pages import drawings, studio
from autograder.pages.drawings import checked_png
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from autograder.worker import protocol

LIMITS = Limits(call_seconds=20, cell_seconds=20, submission_seconds=60)
TWICE = "def double(x):\n    return 2 * x\n"
SEVEN = "def double(x):\n    return 7 * x\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A small course with a picture cell, built."""
    return course_with_a_picture(tmp_path_factory.mktemp("course") / "course")


@pytest.fixture(scope="module")
def real():
    """A zygote with the real Matplotlib."""
    with Zygote(tiers.probe().tier, ("numpy", *studio.IMPORTS), tiers.WorkerLimits()) as started:
        yield started


class Place:
    """A studio, how often the real Matplotlib was needed in it, and the course that it is for."""

    def __init__(self, course, real, light, cache, limits=LIMITS, release=None):
        self.course, self.real, self.forks = course, real, 0
        raw = (course / "release/small/small.ipynb").read_bytes()
        self.release = release or notebook.parse_notebook(raw, "small")
        self.at = studio.Studio(self.release, limits, self.fork, light, self.fork, cache)

    def fork(self):
        self.forks += 1
        return self.real.fork()

    def handed_in(self, answers):
        raw = hand_ins.as_bytes(hand_ins.spliced("small", answers, self.course))
        return hand_in.read_hand_in(raw, self.release)

    def drawn(self, answers, picture=""):
        """The pictures of these answers; `picture` in the place of the released picture cell."""
        found = self.handed_in(answers)
        if picture:
            cells = tuple(
                msgspec.structs.replace(cell, source=picture) if cell.role.is_drawn else cell
                for cell in found.cells
            )
            found = msgspec.structs.replace(found, cells=cells)
        return self.at.pictures(found)


@pytest.fixture
def place(course, real, zygote, tmp_path):
    """Where records are drawn."""
    return Place(course, real, zygote.fork, tmp_path)


@pytest.fixture
def beside(course, real, tmp_path):
    """Where each program runs beside the real Matplotlib."""
    return Place(course, real, None, tmp_path)


@pytest.fixture(params=["record", "beside"])
def either(request, place, beside):
    """Both ways."""
    return place if request.param == "record" else beside


WAIT = "import time\n\n\ndef double(x):\n    return 2 * x\n\n\ntime.sleep(5.2)\n"
SLOW = {
    "no record": f"{WAIT}def kept_pictures(name):\n    return 1\n",
    "a record that is refused": f"{WAIT}try:\n    pass\nfinally:\n    pass\n"
    "def kept_pictures(name):\n    return b'no record'\n",
    "an end that comes late": f"{WAIT}import os\nos._exit(1)\n",
    "an answer that never comes": f"{WAIT}def kept_pictures(name):\n    while True:\n        pass\n",
}


@pytest.mark.full
@pytest.mark.parametrize("answers", SLOW.values(), ids=SLOW)
def test_pictures_take_no_longer_than_the_hand_in_itself_may(course, real, zygote, tmp_path, answers):
    """However often its program runs for them: beside the recorder, again, and beside the real one."""
    limits = Limits(cell_seconds=5.5, submission_seconds=6)
    at = Place(course, real, zygote.fork, tmp_path, limits)
    began = time.monotonic()
    at.drawn(answers)
    assert time.monotonic() - began < 10  # twice would be more


@pytest.mark.full
def test_the_students_own_function_is_what_is_drawn(either):
    (picture,) = either.drawn(SEVEN)
    assert picture.cell == "picture_double"
    assert checked_png(picture.png) == picture.png
    (seen,) = picture.seen
    (curve,) = seen.curves
    assert (seen.title, curve.last, curve.low) == ("Twice", 28.0, 0.0)
    assert either.drawn(SEVEN) == (picture,)


@pytest.mark.full
@pytest.mark.parametrize(
    "answers",
    [
        "def halve(x):\n    return x / 2\n",  # double is not written
        "def double(x):\n    raise ValueError(x)\n",
        "import os\n\n\ndef double(x):\n    os._exit(1)\n",
        "def double(x):\n    return 2 * x\n\n\ndef kept_pictures(name):\n    raise SystemExit\n",
    ],
)
def test_where_nothing_can_be_drawn_there_is_no_picture(either, answers):
    assert either.drawn(answers) == ()


@pytest.mark.full
def test_of_a_function_that_never_ends_there_is_no_picture(either):
    either.at.limits = Limits(cell_seconds=1, submission_seconds=20)
    assert either.drawn("def double(x):\n    while True:\n        pass\n") == ()


@pytest.mark.full
@pytest.mark.parametrize(
    ("told", "pictures"),
    [
        ("b'<svg>'", 0),
        ("[(b'<svg>', b'')] * 9", 0),
        ("[(_GOOD, 'no bytes')]", 1),
        ("[(_GOOD, b'')] * 9", drawings.MAX_PICTURES),
        ("[(_GOOD, b'\\x91\\xa3<b>')]", 1),
        ("[[_GOOD, b'']]", 0),
        ("{'a': 1}", 0),
        ("object()", 0),
        ("'a text'", 0),
        ("b'.' * 1_950_000", 0),
    ],
)
def test_a_worker_that_lies_sends_nothing_but_a_picture(either, told, pictures):
    lie = (
        f"_GOOD = {png(extra=chunk(b'tEXt', b'x'))!r}\n\n\ndef double(x):\n"
        f"    globals()['kept_pictures'] = lambda name: {told}\n    return 2 * x\n"
    )
    found = either.drawn(lie)
    assert [(picture.png, picture.seen) for picture in found] == [(png(), ())] * pictures


# --- once for a class ---------------------------------------------------------------------------


def test_who_draws_the_same_shares_a_picture_and_nobody_else_does(place):
    (first,) = place.drawn(TWICE)
    assert place.forks == 1
    assert place.drawn("def double(x):\n    return x + x\n") == (first,)
    assert place.forks == 1
    (other,) = place.drawn(SEVEN)
    assert place.forks == 2
    assert other.png != first.png
    assert other.seen != first.seen


@pytest.mark.parametrize(
    "picture",
    [
        "fig, ax = plt.subplots()\nax.plot([1, double(1)])\nax.set_title('a')",
        "plt.hist([double(x) for x in range(9)])",
        "counts, edges, _ = plt.hist([double(x) for x in range(9)])\nplt.title(f'{counts.max():g}')",
        "plt.rcParams['lines.linewidth'] = 5\nplt.plot([1, double(1)])",
        "line, = plt.plot([1, double(1)])\nline.set_linewidth(4)",
        "plt.plot([1, double(1)])\nplt.figure()\nplt.plot([double(1), 1])",
        "try:\n    plt.plot([1, 2], [1])\nexcept ValueError:\n    plt.plot([1, double(1)])",
    ],
)
def test_both_ways_give_the_same_picture(place, beside, picture):
    found = place.drawn(TWICE, picture)
    assert found == beside.drawn(TWICE, picture)
    assert found


@pytest.mark.parametrize(
    ("taken_off", "drawn"),
    [("pass", [True, True]), ("plt.axis('off')", [False, False]), ("plt.yticks([])", [True, False])],
)
def test_an_axis_that_is_not_drawn_is_not_told(either, taken_off, drawn):
    (picture,) = either.drawn(TWICE, f"plt.plot([1, double(1)])\n{taken_off}")
    (plot,) = picture.seen
    assert [plot.xs is not None, plot.ys is not None] == drawn


def test_chinese_characters_are_drawn_and_not_a_box_for_each(either):
    title = 'plt.plot([1, double(1)])\nplt.title("{}", weight="{}")'
    for weight in ("normal", "bold"):
        (loss,), (step,) = (either.drawn(TWICE, title.format(word, weight)) for word in ("损失", "轮次"))
        assert loss.png != step.png


def test_a_process_that_has_drawn_one_picture_puts_no_other_into_the_cache(course, real, zygote, tmp_path):
    place = Place(course, real, zygote.fork, tmp_path)
    (picture,) = place.release.pictures.values()
    more = msgspec.structs.replace(picture, name="picture_halve", source=f"plt.figure()\n{picture.source}")
    cells = (*place.release.cells, more)
    place = Place(
        course, real, zygote.fork, tmp_path, release=msgspec.structs.replace(place.release, cells=cells)
    )
    assert len(place.drawn(SEVEN)) == 2
    assert (place.forks, len(list(tmp_path.iterdir()))) == (2, 2)  # in the beginning each has its own
    assert [one.cell for one in place.drawn(TWICE)] == ["picture_double", "picture_halve"]
    assert (place.forks, len(list(tmp_path.iterdir()))) == (3, 3)
    assert len(place.drawn(TWICE)) == 2  # the other one is drawn first now
    assert (place.forks, len(list(tmp_path.iterdir()))) == (4, 4)
    place.at.cached = studio.MANY
    assert len(place.drawn("def double(x):\n    return 3 * x\n")) == 2
    assert len(list(tmp_path.iterdir())) == 4


def test_a_picture_that_no_page_shows_is_not_drawn(place, course, real, zygote, tmp_path):
    (picture,) = place.release.pictures.values()
    other = msgspec.structs.replace(picture, name="picture_of_everything")
    release = msgspec.structs.replace(place.release, cells=(*place.release.cells, other))
    more = Place(course, real, zygote.fork, tmp_path, release=release)
    assert [one.cell for one in more.drawn(SEVEN)] == ["picture_double"]
    assert more.forks == 1


def test_what_matplotlib_refuses_is_no_picture_and_is_asked_once(place, beside):
    wrong = "def double(x):\n    return [x, x] if x > 1 else x\n"
    assert place.drawn(wrong) == place.drawn(wrong) == beside.drawn(wrong) == ()
    assert place.forks == 1


def test_a_record_made_by_hand_asks_for_nothing_but_pictures(place):
    record = protocol.raw(
        protocol.List((protocol.to_value((None, "savefig", ("x.png",), {}), lambda thing: None),))
    )
    lie = f"def kept_pictures(name):\n    return {record!r}\n"
    assert place.drawn(TWICE + lie) == ()


@pytest.mark.full
def test_a_record_that_takes_too_long_costs_its_own_picture(course, real, zygote, tmp_path):
    limits = Limits(cell_seconds=1, submission_seconds=20)
    place = Place(course, real, zygote.fork, tmp_path, limits)
    assert place.drawn(TWICE, "plt.xticks(range(90_000))") == ()
    place.at.limits = LIMITS
    assert place.drawn(TWICE) != ()


def test_a_worker_in_which_our_own_part_cannot_run_is_an_error_and_not_a_page_without_pictures(place):
    broken = Cell("", "code", "import a_module_that_is_not_there")
    with pytest.raises(SandboxError, match="ModuleNotFoundError"):
        with place.at._opened(place.fork, place.handed_in(TWICE), (broken,), math.inf):
            pass
