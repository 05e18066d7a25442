"""The course's pictures: each is drawn, from a record, and is to the pixel what the program draws by itself."""

import hand_ins
import msgspec
import pytest

from autograder import hand_in, notebook
from autograder.course import load_course
from autograder.pages import studio
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote

pytestmark = pytest.mark.full

COURSE, PLACES = load_course(hand_ins.ROOT)
LIMITS = msgspec.structs.replace(COURSE.limits, cell_seconds=30)  # no picture is to hang on a busy machine
NAMES = [entry.name for entry in COURSE.assignments]
MISTAKEN = NAMES[::3]  # in these a known mistake is drawn too: there are too many for each run


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_is_drawn_and_both_ways_are_one(name, tmp_path):
    release = notebook.parse_notebook(PLACES.released(name).read_bytes(), name)
    own, data = COURSE.imports_of(name), PLACES.data(name)
    raws = [hand_ins.as_bytes(hand_ins.reference(name))]
    if name in MISTAKEN:
        raws.append(hand_ins.with_answer(name, *next(iter(hand_ins.misconceptions(name).values()))))
    with_real = tuple(dict.fromkeys((*own, *studio.IMPORTS)))
    tier, folder = tiers.probe().tier, str(data) if data.is_dir() else ""
    with (
        Zygote(tier, own, tiers.WorkerLimits(), folder) as light,
        Zygote(tier, with_real, tiers.WorkerLimits(), folder) as real,
        Zygote(tier, studio.IMPORTS, tiers.WorkerLimits(), folder) as drawer,
    ):
        recorded = studio.Studio(release, LIMITS, real.fork, light.fork, drawer.fork, tmp_path)
        beside = studio.Studio(release, LIMITS, real.fork, None, real.fork, tmp_path)
        for number, raw in enumerate(raws):
            handed_in = hand_in.read_hand_in(raw, release)
            found = recorded.pictures(handed_in)
            assert found == beside.pictures(handed_in)
            if number == 0:
                assert [one.cell for one in found] == list(release.pictures)
                # it is all there by now
                light_only = studio.Studio(release, LIMITS, None, light.fork, None, tmp_path)
                assert light_only.pictures(handed_in) == found
