"""Formulas of authors' texts, from TeX to MathML, which every browser draws without a script.

Of TeX this knows what a course's text writes within a line; any other formula stays as its author wrote it.
"""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

_TEXT, _MATRIX = r"\\(?:text|mathrm|operatorname)\{[^{}]*\}", r"\\begin\{pmatrix\}.*?\\end\{pmatrix\}"
_TOKEN = re.compile(rf"{_MATRIX}|{_TEXT}|\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\S", re.DOTALL)
_FUNCTIONS = "arg cos det dim exp ln log max min sin sinh tan tanh cosh".split()
_LETTERS = (
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε eta η theta θ lambda λ mu μ nu ν pi π rho ρ "
    "sigma σ tau τ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Sigma Σ Phi Φ Omega Ω "
    "infty ∞ nabla ∇ partial ∂ top ⊤ ell ℓ"
).split()
_SIGNS = (
    "cdot · times × odot ⊙ div ÷ pm ± approx ≈ ne ≠ neq ≠ le ≤ leq ≤ ge ≥ geq ≥ ll ≪ gg ≫ in ∈ to → "
    "rightarrow → leftarrow ← mapsto ↦ Rightarrow ⇒ sum ∑ prod ∏ int ∫ dots … ldots … cdots ⋯ vdots ⋮ "
    "lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ mid | { { } } % % _ _ # # & & $ $"
).split()
_SPACES = {",": 0.17, ":": 0.22, ";": 0.28, " ": 0.33, "!": 0, "quad": 1, "qquad": 2}
_ACCENTS = {"hat": "^", "bar": "¯", "vec": "→", "tilde": "~", "dot": "˙"}
_SIZES = ("left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr")
_KNOWN = (
    {name: f"<mi>{name}</mi>" for name in _FUNCTIONS}
    | {name: f"<mi>{char}</mi>" for name, char in zip(_LETTERS[::2], _LETTERS[1::2], strict=True)}
    | {name: f"<mo>{escape(char)}</mo>" for name, char in zip(_SIGNS[::2], _SIGNS[1::2], strict=True)}
    | {name: f'<mspace width="{width}em"/>' for name, width in _SPACES.items()}
)


def formula(tex: str, *, is_block: bool = False) -> Markup:
    """Return a formula as HTML: drawn, or as code if something in it is not known here."""
    try:
        inner = _inner(tex)
    except (LookupError, RecursionError):
        return Markup("<code>{}</code>").format(tex.strip())
    display = "block" if is_block else "inline"
    return Markup(f'<math display="{display}">{inner}</math>')


def _inner(tex: str) -> str:
    reader = _TexReader(tex)
    inner = "".join(reader.row())
    reader.end()
    return inner


class _TexReader:
    """A formula's tokens, read from left to right. Raises LookupError at what is not known."""

    def __init__(self, tex: str) -> None:
        self.tokens: list[str] = _TOKEN.findall(tex)
        self.place = 0

    @property
    def next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1]

    def end(self) -> None:
        if self.next:
            raise LookupError(self.next)

    def row(self) -> Iterator[str]:
        """Yield what stands side by side, up to the end or a closing brace."""
        while self.next and self.next != "}":
            yield self.with_scripts()

    def with_scripts(self) -> str:
        base = "<mrow></mrow>" if self.next in ("^", "_") else self.one()
        scripts = dict[str, str]()
        while (kind := self.next) in ("^", "_") and kind not in scripts:
            self.take()
            scripts[kind] = self.one()
        match scripts:
            case {"_": below, "^": above}:
                return f"<msubsup>{base}{below}{above}</msubsup>"
            case {"_": below}:
                return f"<msub>{base}{below}</msub>"
            case {"^": above}:
                return f"<msup>{base}{above}</msup>"
        return base

    def one(self) -> str:
        """Return the next letter, number, sign, command or group."""
        token = self.take()
        if token == "{":
            inner = "".join(self.row())
            if self.take() != "}":
                raise LookupError(token)
            return f"<mrow>{inner}</mrow>"
        if token.startswith("\\"):
            return self.command(token[1:])
        if token in "}^_&$~#%":
            raise LookupError(token)
        if token in "+-":
            form = "infix" if self.follows_value() else "prefix"
            return f'<mo form="{form}">{token.replace("-", "−")}</mo>'
        kind = "mi" if token.isalpha() else "mn" if token[0].isdigit() else "mo"
        return f"<{kind}>{escape(token)}</{kind}>"

    def follows_value(self) -> bool:
        """Return True if the last token stands behind something that it can be added to."""
        before = self.tokens[self.place - 2] if self.place > 1 else ""
        if before.startswith("\\"):
            return before[1:] in _LETTERS or before.endswith("}")
        return before.isalnum() or before[:1].isdigit() or before in tuple(")]}|!")

    def command(self, name: str) -> str:
        if name.startswith("begin{"):
            return _matrix(name.partition("}")[2].rpartition("\\end")[0])
        if name.endswith("}") and len(name) > 1:
            words = name.partition("{")[2][:-1].replace(" ", "\N{NO-BREAK SPACE}")
            return f"<mtext>{escape(words)}</mtext>"
        if name in ("frac", "dfrac", "tfrac"):
            return f"<mfrac>{self.one()}{self.one()}</mfrac>"
        if name == "sqrt":
            return f"<msqrt>{self.one()}</msqrt>"
        if name in _ACCENTS:
            return f"<mover>{self.one()}<mo>{_ACCENTS[name]}</mo></mover>"
        if name in _SIZES:
            return self.one() if self.next != "." else self.take() and ""
        return _KNOWN[name]


def _matrix(tex: str) -> str:
    rows = ([f"<mtd>{_inner(cell)}</mtd>" for cell in row.split("&")] for row in tex.split(r"\\"))
    table = "".join(f"<mtr>{''.join(row)}</mtr>" for row in rows)
    return f"<mrow><mo>(</mo><mtable>{table}</mtable><mo>)</mo></mrow>"
