"""A Matplotlib that counts: whatever beginners plot runs, nothing is drawn, and figures are counted."""

import ast
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from autograder.worker import pictures

PROGRAMS = {
    "a curve": "plt.plot([1, 2])\nplt.title('x')\nplt.xlabel('a')\nplt.legend()\nplt.grid(True)\nplt.show()",
    "a line": "line, = plt.plot([1, 2])\nline.set_data([1], [2])",
    "one figure": "fig = plt.figure(figsize=(6, 3))\nax = fig.add_subplot(111)\nax.plot([1])\nfig.savefig('x.png')",
    "axes": "fig, ax = plt.subplots()\nax.set_title('x').set_color('red')\nax.spines['top'].set_visible(False)",
    "a row": "fig, (a, b) = plt.subplots(1, 2)\na.plot([1]); b.imshow([[1]])",
    "a column": "fig, axes = plt.subplots(3)\nassert axes.shape == (3,)\nfor ax in axes:\n    ax.plot([1])",
    "a table": "fig, axes = plt.subplots(2, 3)\nassert axes.shape == (2, 3)\naxes[1, 2].hist([1, 2])\naxes.flat[0].plot([1])",
    "by keyword": "fig, axes = plt.subplots(nrows=2, ncols=2, figsize=(4, 4))\naxes[0][1].plot([1])",
    "unsqueezed": "fig, axes = plt.subplots(1, 1, squeeze=False)\naxes[0, 0].plot([1])",
    "of a figure": "axes = plt.figure().subplots(2, 2)\naxes[0, 0].plot([1])",
    "a histogram": "counts, edges, patches = plt.hist([1.0, 2.0, 2.0], bins=2)\nassert counts.tolist() == [1, 2]",
    "its limits": "low, high = plt.xlim()\nplt.ylim(0, 1)\nx, y = plt.gca().get_xlim()",
    "a colour map": "import matplotlib\nplt.imshow([[1]], cmap=plt.cm.viridis)\nplt.colorbar()\nplt.cm.viridis(0.5)",
    "a style": "plt.style.use('ggplot')\nplt.rcParams['figure.figsize'] = (4, 4)\nplt.rcParams.update({'a': 1})",
    "a manager": "with plt.style.context('x'):\n    plt.plot([1])\nwith plt.rc_context():\n    pass",
    "an animation": "from matplotlib.animation import FuncAnimation\nFuncAnimation(plt.figure(), lambda i: None)",
    "in space": "from mpl_toolkits.mplot3d import Axes3D\nax = plt.figure().add_subplot(projection='3d')\nax.plot_surface([1], [1], [1])",
    "a patch": "import matplotlib.patches as patches\nplt.gca().add_patch(patches.Circle((0, 0), 1))",
    "a font": "import matplotlib as mpl\nmpl.rcParams['font.family'] = ['SimHei']\nmpl.use('agg')",
    "two by number": "plt.subplot(1, 2, 1)\nplt.plot([1])\nplt.subplot(122)\nplt.scatter([1], [2])\nplt.tight_layout()",
    "a star": "from matplotlib.pyplot import figure, plot\nfigure()\nplot([1])",
    "closing": "plt.figure()\nplt.close('all')\nplt.close()",
}


def in_a_process_of_its_own(code, folder="/"):
    """Apart, since `import matplotlib` means another thing from then on."""
    lines = (
        "import sys",
        "from autograder.worker import pictures",
        "pictures.install()",
        "import matplotlib.pyplot as plt",
        "import numpy as np",
        code,
        "assert 'PIL' not in sys.modules and 'matplotlib.backends' not in sys.modules",
        "print(len(plt.get_fignums()))",
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, timeout=60, cwd=folder
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_what_beginners_plot_runs_and_draws_nothing():
    programs = [f"if True:\n{indented(text)}" for text in PROGRAMS.values()]
    in_a_process_of_its_own("\n".join(programs))


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("", "0"),
        ("plt.figure()\nplt.figure()", "2"),
        ("plt.subplots(2, 2)", "1"),
        ("plt.subplots()\nplt.figure()", "2"),
    ],
)
def test_figures_are_counted(code, count):
    assert in_a_process_of_its_own(code) == [count]


def test_a_mistake_of_a_histograms_is_still_one():
    with pytest.raises(AssertionError, match="could not convert"):
        in_a_process_of_its_own("plt.hist(['a', 'b'])")


@pytest.mark.full
def test_the_courses_own_pictures_run_on_it():
    root = Path(__file__).parents[3]
    for solution in sorted((root / "solutions").glob("*.py")):
        answers = solution.read_text(encoding="utf-8")
        file = root / "release" / solution.stem / f"{solution.stem}.ipynb"
        cells = msgspec.json.decode(file.read_bytes())["cells"]
        drawing = [
            "".join(cell["source"])
            for cell in cells
            if cell["cell_type"] == "code" and not cell["metadata"].get("nbgrader", {}).get("solution")
        ]
        drawing = [text for text in drawing if "check(" not in text and "import check" not in text]
        ast.parse("\n".join(drawing))
        in_a_process_of_its_own(answers + "\n" + "\n".join(drawing), file.parent)


def indented(text):
    return "\n".join("    " + line for line in text.split("\n"))


def test_a_course_draws_if_it_imports_a_module_of_matplotlibs():
    assert pictures.draws(("numpy", "matplotlib.pyplot"))
    assert pictures.draws(("mpl_toolkits.mplot3d",))
    assert not pictures.draws(("numpy", "sklearn.svm", "matplotlib_inline"))
