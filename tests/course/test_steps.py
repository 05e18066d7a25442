"""The steps on the way to `backward` in `training`: right lines are called right, wrong ones are told apart."""

import hand_ins
import pytest

from conftest import PLACES


@pytest.fixture(scope="module")
def given():
    """What the notebook gives, with the reference's functions."""
    names = {}
    exec(PLACES.solution("training").read_text(encoding="utf-8"), names)
    return names


@pytest.fixture(scope="module")
def lines(given):
    """What each step should come to, as the text works it out: by the formulas, and not by measuring."""
    net, inputs, targets = (given[name] for name in ("small_net", "small_inputs", "small_targets"))
    output, hidden = given["small_output"], given["small_hidden"]
    delta_output = 2 * (output - targets) / 4 * output * (1 - output)
    delta_hidden = delta_output @ net.weights_hidden_output.T * hidden * (1 - hidden)
    return {
        "delta_output": delta_output,
        "weights_hidden_output": hidden.T @ delta_output,
        "bias_output": delta_output.sum(axis=0, keepdims=True),
        "delta_hidden": delta_hidden,
        "weights_input_hidden": inputs.T @ delta_hidden,
        "bias_hidden": delta_hidden.sum(axis=0, keepdims=True),
    }


def said(given, capsys, name, yours):
    given["compare_step"](name, yours)
    return capsys.readouterr().out


def test_each_right_line_is_called_right(given, lines, capsys):
    assert len(lines) == 6
    for name, right in lines.items():
        assert said(given, capsys, name, right) == f"{name}: right\n"


def test_a_line_that_is_not_written_yet_is_asked_for(given, lines, capsys):
    for name in lines:
        assert said(given, capsys, name, None) == f"{name}: write your line first\n"


def test_a_wrong_line_is_told_from_a_wrong_shape(given, lines, capsys):
    for name, right in lines.items():
        assert "not yet" in said(given, capsys, name, 1.001 * right)
        assert f"it should be {right.shape}" in said(given, capsys, name, right[:, :1])


def test_the_step_that_the_text_does_by_hand_is_right(lines):
    """Step 4: the deltas of the outputs, and what comes of them for the first hidden node."""
    assert lines["delta_output"][0].round(3).tolist() == [0.074, -0.064]
    assert lines["delta_hidden"][0, 0].round(4) == 0.0048
    text = "".join(cell_of("step-4")["source"])
    assert all(number in text for number in ("0.074", "-0.064", "0.106", "0.0048"))


def test_every_step_is_asked_for_in_the_notebook(given, lines, capsys):
    """As released, each of the steps says that its line is still missing."""
    steps = [
        cell for cell in hand_ins.released("training")["cells"] if cell.get("id", "").startswith("try-step-")
    ]
    for cell in steps:
        exec("".join(cell["source"]), dict(given))
    assert capsys.readouterr().out == "".join(f"{name}: write your line first\n" for name in lines)


def cell_of(name):
    return next(cell for cell in hand_ins.released("training")["cells"] if cell.get("id") == name)
