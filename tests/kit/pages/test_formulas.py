"""Formulas in an author's Markdown are drawn, and none of them can act."""

import re

import hand_ins
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.course import load_course
from autograder.notebook import parse_notebook
from autograder.pages.formulas import formula
from autograder.pages.rendering import markdown

COURSE, PLACES = load_course(hand_ins.ROOT)


@pytest.mark.parametrize(
    ("tex", "drawn"),
    [
        ("e^{1000}", "<msup><mi>e</mi><mrow><mn>1000</mn></mrow></msup>"),
        ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
        (r"\frac12", "<code>\\frac12</code>"),
        (r"\frac{1}{2}", "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>"),
        (r"\delta \le 0.5", "<mi>δ</mi><mo>≤</mo><mn>0.5</mn>"),
        (r"\text{mean of }y", "<mtext>mean\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}</mtext><mi>y</mi>"),
        (r"(-1)", '<mo>(</mo><mo form="prefix">−</mo><mn>1</mn><mo>)</mo>'),
        ("2 - 1", '<mn>2</mn><mo form="infix">−</mo><mn>1</mn>'),
        (
            r"\begin{pmatrix} 1 & a \\ 2 & b \end{pmatrix}",
            "<mtr><mtd><mn>2</mn></mtd><mtd><mi>b</mi></mtd></mtr>",
        ),
        (r"\unknown{x} & y", "<code>\\unknown{x} &amp; y</code>"),
        ("{x", "<code>{x</code>"),
        ("a < <script>", "<mo>&lt;</mo>"),
    ],
)
def test_a_formula_is_drawn_or_stays_as_it_was_written(tex, drawn):
    assert drawn in formula(tex)


def test_a_text_has_its_formulas_and_other_dollars_and_code_are_left_alone():
    html = markdown("$a_1$ and $b_1$ cost $5 and $6; `$c$`\n\n$$\nd\n$$")
    assert html.count("<math") == 3
    assert 'display="block"' in html
    assert "cost $5 and $6" in html
    assert "<code>$c$</code>" in html


@given(st.text(alphabet="ab1\\{}^_$&<>-fracsqt ", max_size=30))
def test_no_formula_stops_the_page_or_brings_html_of_its_own(tex):
    assert "<script" not in formula(tex)
    assert set(re.findall(r"</?(\w+)", formula(f"{tex}<script>"))) <= set(
        "math mi mn mo mrow mfrac msqrt msup msub msubsup mspace mover mtext code".split()
    )


@pytest.mark.parametrize("name", [entry.name for entry in COURSE.assignments])
def test_every_formula_of_the_course_is_drawn(name):
    release = parse_notebook(PLACES.released(name).read_bytes(), name)
    texts = [text for cell in release.cells if cell.kind == "markdown" for text in cell.texts]
    assert [
        text for text in texts if "$" in re.sub(r"<code>.*?</code>", "", markdown(text), flags=re.S)
    ] == []
    formulas = [found for text in texts for found in re.findall(r"\$\$(.+?)\$\$", text, re.S)]
    assert [tex for tex in formulas if "<code>" in formula(tex)] == []
