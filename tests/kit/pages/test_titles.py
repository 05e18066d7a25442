"""An assignment's title is its name in English, and its notebook's heading for other readers."""

import pytest

from autograder.notebook import Cell, Notebook
from autograder.pages.titles import assignment_title
from autograder.text import in_language

OWN = {"autograder": {"language": "zh"}}
CELL = Cell(
    "a", "markdown", "# Convolution: a network\n\nIt looks.", translations={"zh": "# 卷积：网络\n\n它看。"}
)


@pytest.mark.parametrize(
    ("cells", "metadata", "english", "chinese"),
    [
        ((Cell("i", "code", "# Not this\n"), CELL), {}, "Forward pass", "卷积"),
        ((Cell("a", "markdown", "# 前向传播"),), OWN, "Forward pass", "前向传播"),
        ((Cell("a", "markdown", "# A heading in one language"),), {}, "Forward pass", "Forward pass"),
        ((Cell("a", "markdown", "No heading"),), {}, "Forward pass", "Forward pass"),
    ],
)
def test_a_title_has_words_for_each_reader(cells, metadata, english, chinese):
    title = assignment_title("forward_pass", Notebook(cells, metadata))
    assert (in_language(title, "en"), in_language(title, "zh")) == (english, chinese)


def test_an_assignment_that_is_not_built_has_its_name():
    assert in_language(assignment_title("forward_pass", None), "zh") == "Forward pass"
