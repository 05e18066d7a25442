"""What is only to be read: released in both languages, with nothing to grade, and true."""

import io
import json
import re
from contextlib import redirect_stdout

import matplotlib
import msgspec
import numpy as np
import pytest

from autograder.authoring import build
from autograder.errors import SourceError
from autograder.notebook import GIVEN, PICTURE, PLAIN, parse_notebook
from conftest import COURSE, PLACES

reading = pytest.mark.parametrize("name", COURSE.readings)


def cells_of(name):
    """The code cells of a reading, by id."""
    cells = json.loads(PLACES.released(name).read_bytes())["cells"]
    return {cell["id"]: "".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"}


def names_of(name, but=()):
    """The names that a reading's cells define, run here."""
    matplotlib.use("agg")
    found = {}
    with redirect_stdout(io.StringIO()):
        for cell, text in cells_of(name).items():
            if cell not in but:
                exec(compile(text, cell, "exec"), found)
    return found


@reading
def test_the_release_is_in_step_with_its_source(name):
    assert build.compare(PLACES, name, build.build(COURSE, PLACES, name)) == []


@reading
def test_it_has_nothing_to_grade_and_no_solutions(name):
    files = build.build(COURSE, PLACES, name)
    assert not any(path.startswith("solutions/") for path in files)
    cells = parse_notebook(files[f"release/{name}/{name}.ipynb"], name).cells
    assert {cell.role for cell in cells} <= {PLAIN, GIVEN, PICTURE}


def test_an_assignment_in_the_place_of_a_reading_is_refused():
    course = msgspec.structs.replace(COURSE, further=("activations",), assignments=COURSE.assignments[:1])
    with pytest.raises(SourceError, match="nothing to grade"):
        build.build(course, PLACES, "activations")


def test_the_network_of_frameworks_is_that_of_the_course():
    ours = names_of("frameworks")
    np.random.seed(5)
    net = ours["NeuralNetwork"](3, 4, 2)
    net.bias_hidden, net.bias_output = np.random.randn(1, 4), np.random.randn(1, 2)
    inputs, targets = np.random.randn(6, 3), np.random.rand(6, 2)
    training = {}
    exec((PLACES.root / "solutions/training.py").read_text(encoding="utf-8"), training)
    theirs = training["backward"](net, inputs, targets)
    for name, gradient in ours["backward"](net, inputs, targets).items():
        np.testing.assert_allclose(gradient, theirs[name], rtol=1e-12)


def test_pytorch_finds_the_same_outputs_gradients_and_losses_where_it_is_installed():
    pytest.importorskip(
        "torch", reason="PyTorch is not installed: the numbers of `frameworks` are not compared"
    )
    import torch

    ours = names_of("frameworks")
    np.random.seed(6)
    net = ours["NeuralNetwork"](3, 4, 2)
    net.bias_hidden, net.bias_output = np.random.randn(1, 4), np.random.randn(1, 2)
    inputs, targets = np.random.randn(6, 3), np.random.rand(6, 2)
    output = ours["in_pytorch"](net)(torch.tensor(inputs)).detach().numpy()
    np.testing.assert_allclose(net.forward(inputs)[0], output, rtol=1e-12)
    theirs = ours["pytorch_gradients"](net, inputs, targets)
    for name, gradient in ours["backward"](net, inputs, targets).items():
        np.testing.assert_allclose(gradient, theirs[name], rtol=1e-9, atol=1e-15)
    losses = ours["train_in_pytorch"](net, inputs, targets, 50, 0.5)
    np.testing.assert_allclose(ours["train"](net, inputs, targets, 50, 0.5), losses, rtol=1e-9)


def test_the_network_of_frameworks_sorts_wines_that_it_has_not_seen():
    ours = names_of("frameworks")
    for seed in range(5):
        np.random.seed(seed)
        net = ours["NeuralNetwork"](13, 8, 3)
        ours["train"](net, ours["wines"][ours["known"]], ours["growers"][ours["known"]], 300, 3.0)
        answers = net.forward(ours["wines"][ours["asked"]])[0].argmax(axis=1)
        assert np.mean(answers == ours["wine"].target[ours["asked"]]) > 0.9


def test_pytorch_finds_the_same_slopes_for_the_wines_where_it_is_installed():
    pytest.importorskip(
        "torch", reason="PyTorch is not installed: the wines of `frameworks` are not compared"
    )
    ours = names_of("frameworks")
    assert ours["difference"] < 1e-6


def test_the_detector_of_outlook_finds_the_signal_that_nobody_told_it():
    ours = names_of("outlook", but=("dna-picture",))
    found = []
    for seed in range(5):
        weights, bias, _ = ours["train_detector"](ours["pieces"], ours["labels"], 500, 3.0, seed)
        answers, _ = ours["predict"](ours["windows"](ours["test_pieces"]), weights, bias)
        assert np.mean((answers > 0.5) == ours["test_labels"]) > 0.85  # 20 seeds: 0.89 to 0.95
        found.append("".join("ACGT"[row] for row in weights.reshape(8, 4).argmax(axis=1)))
    assert sum("TATAAT" in word for word in found) >= 4


def printed_by(*ids, found=None):
    """What cells of outlook print, run one after the other."""
    matplotlib.use("agg")
    printed = io.StringIO()
    with redirect_stdout(printed):
        for cell in ids:
            exec(cells_of("outlook")[cell], {} if found is None else found)
    return printed.getvalue()


def test_the_by_hand_examples_of_outlook_are_right():
    printed = printed_by("digit-network", "vision-slide", "dna-by-hand", found={})
    assert "[3, 3, -3, -3]" in printed
    assert re.findall(r"the score (\S+)", printed) == ["7.0", "1.0"]


def test_the_digit_network_of_outlook_reads_digits_fails_on_moved_ones_and_is_sure_of_what_is_none():
    found = {}
    printed = printed_by("digit-network", "sure-of-nothing", found=found)
    right, moved = (float(share) for share in re.findall(r"(\S+) of 450 are right", printed))
    assert right > 0.93
    assert moved < 0.6
    assert found["digit_probabilities"](found["noise"]).max(axis=1).mean() > 0.5
    assert found["sure"].max() > 0.8


def test_a_bag_of_words_cannot_tell_what_attention_can_and_shares_add_up_in_outlook():
    found = {}
    assert "the same bag: True" in printed_by("digit-network", "next-token", found=found)
    assert found["weights"].argmax() == 1
    assert np.isclose(found["weights"].sum(), 1)
    assert np.isclose(sum(found["after_was"].values()), 1)


def test_the_neuron_of_outlook_repeats_the_injustice_that_it_learned_from():
    printed = printed_by("digit-network", "learned-injustice", found={})
    first, second = (float(share) for share in re.findall(r"probability (\S+)", printed))
    assert first > 0.7
    assert second < 0.3
