"""Drawings of the course's ideas, in one style: SVG in the colours of the page around it, light or dark.

The style sheet of the site has the colours. A drawing is 640 units wide and says in words what it shows.
"""

import math
from collections.abc import Callable, Iterable
from html import escape
from itertools import pairwise

import msgspec

from autograder.text import Language, Text, in_language, lazy_gettext, say

WIDTH = 640
_RADIUS = 24


class Idea(msgspec.Struct, frozen=True):
    """A drawing: what a reader who cannot see it is told, its caption, its height, and how it is drawn."""

    alternative: Text
    caption: Text
    height: int
    draw: Callable[["Canvas"], None]


class Canvas:
    """Canvas of a drawing in one language. It collects the shapes that are drawn on it, as SVG."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.shapes: list[str] = []

    def say(self, message: str) -> str:
        """Return a label in the reader's language."""
        return say(message, self.language)

    def node(self, x: float, y: float, label: str, kind: str = "plain", radius: float = _RADIUS) -> None:
        """Draw a circle with a short label."""
        self.shapes.append(f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{radius:g}"/>')
        self.text(x, y, label)

    def box(self, x: float, y: float, width: float, height: float, label: str, kind: str = "plain") -> None:
        """Draw a box with a label, around the point (x, y)."""
        self.shapes.append(
            f'<rect class="{kind}" x="{x - width / 2:g}" y="{y - height / 2:g}" width="{width:g}" '
            f'height="{height:g}" rx="6"/>'
        )
        self.text(x, y, label)

    def text(self, x: float, y: float, label: str, kind: str = "label", anchor: str = "middle") -> None:
        """Draw words around a point."""
        self.shapes.append(
            f'<text class="{kind}" x="{x:g}" y="{y + 5:g}" text-anchor="{anchor}">{escape(label)}</text>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str = "edge") -> None:
        """Draw a line without a head."""
        self.shapes.append(f'<path class="{kind}" d="M{x1:.4g} {y1:.4g}L{x2:.4g} {y2:.4g}"/>')

    def arrow(self, x1: float, y1: float, x2: float, y2: float, kind: str = "edge") -> None:
        """Draw a line with a head at its end."""
        self.line(x1, y1, x2, y2, kind)
        angle = math.atan2(y2 - y1, x2 - x1)
        corners = [(x2, y2)] + [
            (x2 - 11 * math.cos(angle + side), y2 - 11 * math.sin(angle + side)) for side in (-0.4, 0.4)
        ]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
        self.shapes.append(f'<polygon class="{kind} head" points="{points}"/>')

    def curve(self, points: Iterable[tuple[float, float]], kind: str = "curve") -> None:
        """Draw a line through points."""
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        self.shapes.append(f'<path class="{kind}" d="M{path}"/>')

    def wheel(self, x: float, y: float, teeth: int, label: str, kind: str, first: float = 0.0) -> None:
        """Draw a gear wheel whose size fits its teeth, so that any two of them run together."""
        radius = 3.7 * teeth
        corners = []
        for number in range(teeth):
            for part, out in ((0.0, -4.0), (0.22, 4.0), (0.5, 4.0), (0.72, -4.0)):
                angle = first + 2 * math.pi * (number + part) / teeth
                corners.append((x + (radius + out) * math.cos(angle), y + (radius + out) * math.sin(angle)))
        points = " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)
        self.shapes.append(f'<polygon class="{kind}" points="{points}"/>')
        self.text(x, y, label)


def figure(idea: Idea, language: Language) -> str:
    """Return a drawing as an HTML figure, for a page in one language."""
    canvas = Canvas(language)
    idea.draw(canvas)
    said = escape(in_language(idea.alternative, language))
    return (
        f'<figure class="drawing"><svg role="img" aria-label="{said}" viewBox="0 0 {WIDTH} {idea.height}" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(canvas.shapes)}</svg>'
        f"<figcaption>{escape(in_language(idea.caption, language))}</figcaption></figure>"
    )


def _neuron(canvas: Canvas) -> None:
    for number, y in enumerate((50, 130, 210), 1):
        sub = "₁₂₃"[number - 1]
        canvas.arrow(80, y, 248, 130 + (y - 130) * 0.22)
        canvas.node(56, y, f"x{sub}", "input")
        canvas.text(158, 130 + (y - 130) * 0.66 - 13, f"w{sub}", "note")
    canvas.arrow(276, 226, 276, 160)
    canvas.text(276, 240, "b", "note")
    canvas.node(276, 130, "Σ", "hidden", 28)
    canvas.arrow(304, 130, 366, 130)
    canvas.text(335, 114, "z", "note")
    canvas.box(406, 130, 80, 64, "", "hidden")
    canvas.curve((374 + 64 * step / 32, 150 - 40 / (1 + math.exp(-(step - 16) / 2.6))) for step in range(33))
    canvas.arrow(446, 130, 534, 130)
    canvas.node(560, 130, "a", "output")
    for x, words in (
        (56, canvas.say("inputs")),
        (158, canvas.say("weights")),
        (406, canvas.say("activation function")),
        (560, canvas.say("output")),
    ):
        canvas.text(x, 262, words, "words")
    canvas.text(276, 262, canvas.say("bias"), "words")


def _layers(canvas: Canvas) -> None:
    places = {
        100: ("input", (60, 120, 180)),
        320: ("hidden", (30, 90, 150, 210)),
        540: ("output", (90, 150)),
    }
    columns = list(places)
    for left, right in pairwise(columns):
        for y in places[left][1]:
            for other in places[right][1]:
                canvas.line(left + 20, y, right - 20, other, "thin")
    for x, (kind, rows) in places.items():
        for y in rows:
            canvas.node(x, y, "", kind, 20)
    names = (canvas.say("input layer"), canvas.say("hidden layer"), canvas.say("output layer"))
    for x, words in zip(columns, names, strict=True):
        canvas.text(x, 256, words, "words")
    canvas.text(210, 256, "3 × 4", "note")
    canvas.text(430, 256, "4 × 2", "note")


def _forward_pass(canvas: Canvas) -> None:
    steps = (
        (52, "2", "input", "x"),
        (196, "1", "plain", "w · x"),
        (340, "2", "hidden", "z = w · x + b"),
        (470, "0.881", "hidden", "sigmoid(z)"),
        (588, "0.014", "output", ""),
    )
    for (left, *_), (right, *_) in pairwise(steps):
        canvas.arrow(left + 36, 90, right - 36, 90, "forward")
    for x, number, kind, words in steps:
        canvas.box(x, 90, 70, 46, number, kind)
        canvas.text(x, 136, words or canvas.say("loss"), "words")
    for x, label in ((124, "· 0.5"), (268, "+ 1")):
        canvas.text(x, 70, label, "note")
    canvas.text(529, 40, canvas.say("target: 1"), "note")
    canvas.arrow(529, 54, 529, 82, "edge")


def _chain_rule(canvas: Canvas) -> None:
    # Two wheels that meet have their centres as far apart as their two radii together.
    wheels = ((30, "x", "input"), (10, "z", "hidden"), (5, "L", "output"))
    x = 190.0
    for number, (teeth, label, kind) in enumerate(wheels):
        if number:
            x += 3.7 * (wheels[number - 1][0] + teeth)
        # A tooth of one meets a gap of the next.
        turned = math.pi + 2 * math.pi * (0.14 if number % 2 else 0.0) / teeth
        canvas.wheel(x, 130, teeth, label, kind, turned if number else -2 * math.pi * 0.36 / teeth)
    canvas.text(312, 34, "× 3", "note")
    canvas.arrow(272, 40, 336, 78, "forward")
    canvas.text(416, 70, "× 2", "note")
    canvas.arrow(374, 80, 400, 100, "forward")
    canvas.text(470, 216, canvas.say("1 turn of x: 3 · 2 = 6 turns of L"), "words")


def _gradients(canvas: Canvas) -> None:
    stations = ((70, "w", "input"), (240, "z", "hidden"), (410, "a", "hidden"), (570, "L", "output"))
    forward = ("· x + b", "sigmoid", canvas.say("compare"))
    back = ("· x", "· a (1 − a)", "2 (a − y)")
    for (left, *_), (right, *_), there, home in zip(stations, stations[1:], forward, back, strict=False):
        canvas.arrow(left + 26, 102, right - 26, 102, "forward")
        canvas.text((left + right) / 2, 84, there, "note")
        canvas.arrow(right - 26, 138, left + 26, 138, "back")
        canvas.text((left + right) / 2, 160, home, "note")
    for x, label, kind in stations:
        canvas.node(x, 120, label, kind, 28)
    for x, slope in ((70, "∂L/∂w"), (240, "∂L/∂z"), (410, "∂L/∂a"), (570, "1")):
        canvas.text(x, 188, slope, "words")
    canvas.text(320, 36, canvas.say("forward: numbers"), "words forward-words")
    canvas.text(320, 222, canvas.say("back: slopes, multiplied on the way"), "words back-words")


def convolved(picture: tuple[tuple[int, ...], ...], filter_: tuple[tuple[int, ...], ...]) -> list[list[int]]:
    """Return the feature map of a picture: the sum of products with a 3 by 3 filter at each place."""
    return [
        [
            sum(filter_[i][j] * picture[row + i][column + j] for i in range(3) for j in range(3))
            for column in range(len(picture[0]) - 2)
        ]
        for row in range(len(picture) - 2)
    ]


PICTURE = ((0, 0, 0, 1, 1), (0, 0, 0, 1, 1), (0, 0, 0, 1, 1), (0, 0, 1, 1, 1), (0, 0, 1, 1, 1))
FILTER = ((-1, 0, 1), (-1, 0, 1), (-1, 0, 1))


def _convolution(canvas: Canvas) -> None:
    def grid(
        left: float, top: float, rows: Iterable[Iterable[int]], marked: Callable[[int, int], str]
    ) -> None:
        for row, numbers in enumerate(rows):
            for column, number in enumerate(numbers):
                x, y = left + 36 * column, top + 36 * row
                canvas.shapes.append(
                    f'<rect class="cell {marked(row, column)}" x="{x:g}" y="{y:g}" width="36" height="36"/>'
                )
                canvas.text(x + 18, y + 18, str(number).replace("-", "−"))

    seen = convolved(PICTURE, FILTER)
    grid(
        24, 24, PICTURE, lambda row, column: "input" if row in (1, 2, 3) and column in (1, 2, 3) else "plain"
    )
    canvas.text(228, 114, "×", "sign")
    grid(252, 60, FILTER, lambda row, column: "hidden")
    canvas.text(392, 114, "=", "sign")
    grid(428, 60, seen, lambda row, column: "output" if (row, column) == (1, 1) else "plain")
    canvas.text(114, 224, canvas.say("the picture"), "words")
    canvas.text(306, 190, canvas.say("the filter"), "words")
    canvas.text(482, 190, canvas.say("the feature map"), "words")


IDEAS = {
    "neuron": Idea(
        lazy_gettext(
            "A neuron. Three inputs x₁, x₂ and x₃ go in, each along an arrow with its weight. "
            "They are added up with the bias b to z. z goes through an activation function, here an S-curve, "
            "and the output a comes out."
        ),
        lazy_gettext("A neuron: weigh the inputs, add them up with the bias, bend the sum."),
        280,
        _neuron,
    ),
    "layers": Idea(
        lazy_gettext(
            "A network of three layers: three nodes in the input layer, four in the hidden layer, two in the "
            "output layer. Each node has a line to every node of the next layer: 3 times 4 and 4 times 2 "
            "lines, and each line is a weight."
        ),
        lazy_gettext("Layers: each line is a weight, so two layers are two tables of weights."),
        276,
        _layers,
    ),
    "forward_pass": Idea(
        lazy_gettext(
            "A forward pass with numbers, from left to right: the input 2, times the weight 0.5 is 1, plus "
            "the bias 1 is 2, through sigmoid it is 0.881. Compared with the target 1, the loss is 0.014."
        ),
        lazy_gettext("The forward pass: one number after the other, from the input to the loss."),
        160,
        _forward_pass,
    ),
    "chain_rule": Idea(
        lazy_gettext(
            "Three gear wheels in a row: a large one, x, with 30 teeth, a middle one, z, with 10, and a "
            "small one, L, with 5. One turn of x makes 3 turns of z, and one turn of z makes 2 turns of L: "
            "so one turn of x makes 3 times 2, which is 6, turns of L."
        ),
        lazy_gettext("The chain rule: what each wheel does to the next is multiplied."),
        250,
        _chain_rule,
    ),
    "gradients": Idea(
        lazy_gettext(
            "Four circles in a row: the weight w, the sum z, the output a, the loss L. Arrows lead forward "
            "from w to L, and other arrows back from L to w. On the way back the slopes 2 (a − y), a (1 − a) "
            "and x are multiplied: their product is how much L changes with w."
        ),
        lazy_gettext("Backpropagation: from the loss back to the weight, one slope times the next."),
        244,
        _gradients,
    ),
    "convolution": Idea(
        lazy_gettext(
            "A convolution. A picture of 5 by 5 numbers, 0 on the left and 1 on the right. A filter of 3 by "
            "3 numbers, with −1 in its left column and 1 in its right one, lies on the middle of the "
            "picture. The products, added up, are one number of the 3 by 3 feature map: large where the edge "
            "is."
        ),
        lazy_gettext("A convolution: the same filter looks at every place of the picture."),
        244,
        _convolution,
    ),
}
