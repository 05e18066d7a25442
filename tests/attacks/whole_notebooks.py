"""Attacks that are no program: each function makes a whole hand-in of the released notebook."""

import json

import hand_ins


def ending_exits_in_many_cells(document):
    cells = [hand_ins.code_cell(f"import os\nos._exit({number})") for number in range(300)]
    cells += [hand_ins.code_cell("while True: pass") for _ in range(300)]
    document["cells"] = cells + document["cells"]
    return hand_ins.as_bytes(document)


def notebook_code_in_locked_cells(document):
    code = "\nimport numpy.testing\nnp.testing.assert_allclose = lambda *a, **k: None\ndef check(name):\n    return 25\ncheck('x')\n"
    for cell in document["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("locked"):
            cell["source"] = code + cell["source"] + code
    return hand_ins.as_bytes(document)


def notebook_deep_json(document):
    return b'{"cells": ' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}"


def notebook_huge_numbers(document):
    raw = hand_ins.as_bytes(document)
    return raw.replace(
        b'"nbformat": 4', b'"nbformat": ' + b"9" * 1_000_000 + b', "cells": [], "nbformat": 1e999', 1
    )


def notebook_ids_exchanged(document):
    cells = hand_ins.named(document)
    cells["relu"]["source"] = "def relu(x):\n    return np.maximum(x, 0)"
    for own in ("sigmoid", "tanh", "neuron"):
        cells[own]["metadata"]["nbgrader"]["grade_id"] = "relu"
    cells["test_relu"]["metadata"]["nbgrader"]["grade_id"] = "test_sigmoid"
    cells["test_sigmoid"]["metadata"]["nbgrader"]["grade_id"] = "test_relu"
    return hand_ins.as_bytes(document)


def notebook_long_source(document):
    cells = hand_ins.named(document)
    cells["sigmoid"]["source"] = "def sigmoid(x):\n    return " + "-" * 900_000 + "x"
    cells["tanh"]["source"] = (
        "def tanh(x):\n    return " + "(" * 150 + "x" + ")" * 150 + "\ny = " + "[" * 100 + "]" * 100
    )
    cells["relu"]["source"] = "x = " + "+".join(["1"] * 400_000) + "\ndef relu(x):\n    return x"
    document["cells"].append(
        hand_ins.code_cell(
            "if x:\n" * 1 + "".join(" " * n + "if 1:\n" for n in range(1, 99)) + " " * 99 + "pass"
        )
    )
    document["cells"].append(
        hand_ins.code_cell("\n".join(f"%magic{n}" for n in range(50_000)) + "\n?" * 50_000)
    )
    document["cells"].append(hand_ins.code_cell("x = '''" + "a?" * 400_000))
    return hand_ins.as_bytes(document)


def notebook_many_cells(document):
    document["cells"] = [hand_ins.code_cell("")] * 50_000 + [hand_ins.code_cell("x = 1")] * 50_000
    return hand_ins.as_bytes(document)


def notebook_many_small_things(document):
    return b'{"cells": [' + b"{}," * 5_000_000 + b"{}]}"


def notebook_more_grade_cells(document):
    for name in ("test_bonus", "test_sigmoid", "sigmoid", "../../var/secret", "", "test_relu\n"):
        cell = hand_ins.code_cell(f"def {name if name.isidentifier() else 'bonus'}(x):\n    return 100")
        cell["metadata"]["nbgrader"] = {
            "grade": True,
            "solution": False,
            "locked": False,
            "points": 100,
            "grade_id": name,
            "schema_version": 3,
            "cell_type": "code",
            "task": False,
        }
        document["cells"] += [cell, cell]
    return hand_ins.as_bytes(document)


def notebook_not_one(document):
    return b"PK\x03\x04" + bytes(range(256)) * 1000


def notebook_odd_bytes(document):
    cells = hand_ins.named(document)
    cells["sigmoid"]["source"] = "def sigmoid(x):\x00\n    return '\ud800\u202e\x1b[2J'\r"
    cells["tanh"]["source"] = ["def tanh(x):\n", "    return '\udfff'\n", "# -*- coding: utf-7 -*-"]
    document["cells"].append(
        hand_ins.code_cell("\ufeff# -*- coding: rot13 -*-\nprint('\\x1b]0;title\\x07\\x9b31m\u202e')")
    )
    return json.dumps(document).encode("utf-16")


def notebook_picture_cells(document):
    cells = hand_ins.named(document)
    for cell in document["cells"]:
        if cell["cell_type"] == "code":
            cell["metadata"]["tags"] = ["picture"]
    for name in ("sigmoid", "relu", "tanh", "neuron"):
        cells[f"test_{name}"]["metadata"]["tags"] = ["picture"]
        cells[f"test_{name}"]["source"] = f"def {name}(*x):\n    return 0.5"
        document["cells"].append(
            hand_ins.code_cell(f"_kept = {{'{name}': [(b'', [])]}}\nkept_pictures = {name} = lambda *x: 0.5")
        )
    return hand_ins.as_bytes(document)


def notebook_points_changed(document):
    for cell in document["cells"]:
        own = cell["metadata"].get("nbgrader")
        if own:
            own |= {
                "points": 1e308,
                "grade": True,
                "locked": False,
                "solution": own.get("solution", False),
                "schema_version": 99,
            }
    hand_ins.named(document)["sigmoid"]["source"] = "def sigmoid(x):\n    return x"
    return hand_ins.as_bytes(document)


def notebook_stub_lookalikes(document):
    cells = hand_ins.named(document)
    for name in ("sigmoid", "relu", "tanh"):
        cells[name]["source"] = "\n".join(
            f"def f{n}(x):\n    raise NotImplementedError()" for n in range(12_000)
        )
    return hand_ins.as_bytes(document)


_GROWN_FRAMES = """
import sys
_wire = sys.modules["_autograder.protocol"]
_frame = _wire.frame

def _grown(message):
    if type(message).__name__ == "CellFinished":
        message = _wire.CellFinished(message.call, message.index, False, "E" * 500_000, 2**62, "x" * 500_000)
    return _frame(message)

_wire.frame = _grown
"""


def resources_output_of_many_cells(document):
    cells = [hand_ins.code_cell(_GROWN_FRAMES)]
    cells += [hand_ins.code_cell(f"print({number})") for number in range(900)]
    document["cells"] = cells + document["cells"]
    return hand_ins.as_bytes(document)


def resources_texts_long_to_read(document):
    cells = hand_ins.named(document)
    loops = "".join(f"{' ' * depth}for i in []:\n" for depth in range(1, 16))
    cells["sigmoid"]["source"] = "def sigmoid(x):\n    0x" + "f" * 6_000 + " + 1\n    return x * 0.7 + 3\n"
    cells["relu"]["source"] = (
        f"def relu(x):\n z = 0\n{loops}" + f"{' ' * 16}if x<b:b=1\n" * 250 + " return x * 0.7 + 3"
    )
    cells["tanh"]["source"] = "def tanh(x):\n    y = 1" + " + 1" * 900 + "\n    return x * 0.7 + 3\n"
    chain = "\n".join(f"a{number} = a{number - 1}" for number in range(1, 20_000))
    document["cells"] += [hand_ins.code_cell(f"a0 = 0\n{chain}"), hand_ins.code_cell(" " * 900_000 + "=$")]
    return hand_ins.as_bytes(document)


_SCRIPT = "<script>alert(1)</script>"


def text_hostile_metadata(document):
    document["metadata"] |= {
        "title": _SCRIPT,
        "language_info": {"name": _SCRIPT, "pygments_lexer": _SCRIPT, "codemirror_mode": _SCRIPT},
        "kernelspec": {"name": "../../evil", "display_name": _SCRIPT, "language": _SCRIPT},
        "widgets": {_SCRIPT: _SCRIPT},
        "authors": [{"name": _SCRIPT}],
        "autograder": {"score": 100},
    }
    for cell in document["cells"]:
        cell["metadata"] |= {
            "tags": [_SCRIPT, "picture"],
            _SCRIPT: _SCRIPT,
            "slideshow": {"slide_type": _SCRIPT},
        }
        cell["attachments"] = {"x.svg": {"image/svg+xml": f"<svg onload=alert(1)>{_SCRIPT}</svg>"}}
        cell["id"] = _SCRIPT
    return hand_ins.as_bytes(document)


_SCRIPT_AND_FRAMES = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><iframe src=javascript:alert(1)></iframe>"
)


def text_hostile_outputs(document):
    data = {
        "text/html": _SCRIPT_AND_FRAMES,
        "application/javascript": "alert(1)",
        "image/svg+xml": f"<svg onload=alert(1)>{_SCRIPT_AND_FRAMES}</svg>",
        "text/plain": _SCRIPT_AND_FRAMES,
        "text/latex": r"\href{javascript:alert(1)}{x}",
        "text/markdown": f"[x](javascript:alert(1)) {_SCRIPT_AND_FRAMES}",
        "application/vnd.jupyter.widget-view+json": {"model_id": _SCRIPT_AND_FRAMES},
        "application/pdf": "AAAA",
    }
    outputs = [
        {
            "output_type": "display_data",
            "data": data,
            "metadata": {"isolated": False, "evil": _SCRIPT_AND_FRAMES},
        },
        {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1},
        {"output_type": "stream", "name": "stdout", "text": _SCRIPT_AND_FRAMES},
        {
            "output_type": "error",
            "ename": _SCRIPT_AND_FRAMES,
            "evalue": _SCRIPT_AND_FRAMES,
            "traceback": [_SCRIPT_AND_FRAMES, "\x1b]8;;javascript:alert(1)\x07x"],
        },
    ]
    for cell in document["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = outputs
    return hand_ins.as_bytes(document)


_HOSTILE_PICTURES = """
import matplotlib.pyplot as plt

SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(1)>\\x1b[31m\\u202e{{ 7 * 7 }}'


def kept_pictures(name):
    return [(b'\\x89PNG\\r\\n\\x1a\\n<script>', [[SCRIPT, SCRIPT, SCRIPT, [0.0, 1.0], [0.0, 1.0], [[SCRIPT, 0.0, 1.0, 0.0, 1.0]]]])] * 9


def _titled(*a, **k):
    pass


for _name in ('title', 'xlabel', 'ylabel', 'legend', 'show'):
    setattr(plt, _name, lambda *a, _name=_name, **k: plt.gca().set_title(SCRIPT) if _name == 'show' else None)
"""


def text_hostile_pictures(document):
    cells = hand_ins.named(document)
    cells["sigmoid"]["source"] = _HOSTILE_PICTURES + "\n\ndef sigmoid(x):\n    return 0.5 + 0 * x"
    document["metadata"]["title"] = "<script>alert(1)</script>"
    return hand_ins.as_bytes(document)


_MARKUP = """<script>alert(1)</script>
<img src=x onerror="alert(1)"> <svg/onload=alert(1)> <a href="javascript:alert(1)">x</a> [y](javascript:alert(1))
<details open ontoggle=alert(1)> <iframe srcdoc="<script>alert(1)</script>"></iframe> <form action=javascript:alert(1)><input type=submit>
</textarea></style></title>--><script>alert(1)</script> <base href="http://evil.example/"> <meta http-equiv=refresh content="0;url=//evil">
<math><a xlink:href="javascript:alert(1)">x</a></math> $\\href{javascript:alert(1)}{x}$ <object data="data:text/html,x"></object>
{{ 7 * 7 }} {% raw %} ${7*7} [bold red]rich[/] [link=javascript:alert(1)]x[/link]
"""


def text_hostile_sources(document):
    cells = hand_ins.named(document)
    cells["explore"]["source"] = _MARKUP
    cells["sigmoid"]["source"] = f'"""{_MARKUP}"""\ndef sigmoid(x):\n    raise ValueError({_MARKUP!r})\n'
    document["cells"].insert(0, {"cell_type": "markdown", "metadata": {}, "source": _MARKUP})
    document["cells"].append({"cell_type": "raw", "metadata": {"format": "text/html"}, "source": _MARKUP})
    document["cells"].append(hand_ins.code_cell(f"print({_MARKUP!r})\nraise ValueError({_MARKUP!r})"))
    return hand_ins.as_bytes(document)


def text_names_of_nbgrader(document):
    for cell in document["cells"]:
        own = cell["metadata"].get("nbgrader", {})
        if own.get("grade") and cell["cell_type"] == "code":
            cell["outputs"] = [
                {
                    "output_type": "execute_result",
                    "execution_count": 1,
                    "metadata": {},
                    "data": {"text/plain": "6.0"},
                }
            ]
            cell["source"] = "### BEGIN HIDDEN TESTS\n25.0\n### END HIDDEN TESTS"
    document["cells"].append(hand_ins.code_cell("print(6.0)\n6.0"))
    return hand_ins.as_bytes(document)
