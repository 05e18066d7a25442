"""Drawings for the first hour, for the site and for docs/pictures: terminal, folder, JupyterLab, error.

They are in the style of the drawings of ideas. What a computer shows is the same in each language.
"""

from html import escape

from autograder.book.drawings_of_ideas import WIDTH, Canvas, Idea
from autograder.text import Language, in_language, lazy_gettext, say

# A file that is opened by itself has no page around it, and brings its colours.
_STYLE = (
    "rect,circle,polygon{stroke:#374151;stroke-width:1.4}path{fill:none;stroke:#374151;stroke-width:1.6}"
    "text{fill:#111827;font:16px sans-serif}text.note,text.words{font-size:15px}"
    "text.typed{font:15px monospace}.paper,.plain{fill:#fff}.paper{stroke:none}.input{fill:#dbeafe}"
    ".hidden{fill:#fef3c7}.output{fill:#dcfce7}.head{fill:#374151;stroke:none}"
    "@media(prefers-color-scheme:dark){rect,circle,polygon,path{stroke:#d1d5db}text{fill:#f3f4f6}"
    ".paper,.plain{fill:#1c1f24}.paper{stroke:none}.input{fill:#1e3a5f}.hidden{fill:#4a3b12}"
    ".output{fill:#14432a}.head{fill:#d1d5db;stroke:none}}"
)


def picture(name: str, language: Language) -> str:
    """Return a drawing as an SVG file of its own."""
    drawing = SCREENS[name]
    canvas = Canvas(language)
    drawing.draw(canvas)
    said = escape(in_language(drawing.alternative, language))
    return (
        f'<svg role="img" aria-label="{said}" viewBox="0 0 {WIDTH} {drawing.height}" width="{WIDTH}" '
        f'height="{drawing.height}" xmlns="http://www.w3.org/2000/svg"><style>{_STYLE}</style>\n'
        f'<rect class="paper" x="0" y="0" width="{WIDTH}" height="{drawing.height}"/>\n'
        + "\n".join(canvas.shapes)
        + "\n</svg>\n"
    )


def _typed(canvas: Canvas, x: float, y: float, words: str) -> None:
    """Draw what a computer shows, letter for letter: SVG would merge several blanks into one."""
    canvas.text(x, y, words.replace(" ", "\N{NO-BREAK SPACE}"), "typed", "start")


def _number(canvas: Canvas, x: float, y: float, number: int) -> None:
    """Draw a number that the text beside the drawing explains."""
    canvas.node(x, y, str(number), "hidden", 14)


def _corner_box(canvas: Canvas, left: float, top: float, width: float, height: float, kind: str) -> None:
    canvas.box(left + width / 2, top + height / 2, width, height, "", kind)


def _install(canvas: Canvas) -> None:
    systems = (
        ("Windows", ("python.org", say("Install", canvas.language), "py install 3.13", "py -3.13 --version")),
        ("macOS", ("python.org", "Python 3.13", say("Install", canvas.language), "python3 --version")),
        ("Linux", (say("Terminal", canvas.language), "python3", "python3-venv", "python3 --version")),
    )
    for column, (system, steps) in enumerate(systems):
        x = 112 + 208 * column
        canvas.text(x, 22, system)
        for row, step in enumerate(steps):
            y = 66 + 66 * row
            if row:
                canvas.arrow(x, y - 45, x, y - 22)
            canvas.box(x, y, 188, 42, "", "output" if row == len(steps) - 1 else "input")
            canvas.text(x, y, step, "typed")


def _terminal(canvas: Canvas) -> None:
    _corner_box(canvas, 16, 16, 608, 232, "plain")
    canvas.line(16, 46, 624, 46)
    for x in (36, 58, 80):
        canvas.node(x, 31, "", "plain", 7)
    canvas.text(320, 31, say("Terminal", canvas.language), "note")
    _corner_box(canvas, 28, 60, 124, 28, "input")
    _typed(canvas, 36, 74, "ada course $")
    _corner_box(canvas, 188, 60, 36, 28, "hidden")
    _typed(canvas, 197, 74, "ls")
    _typed(canvas, 36, 108, "README.md   en   requirements.txt   zh")
    _typed(canvas, 36, 148, "ada course $ pyton3 --version")
    _typed(canvas, 36, 182, "bash: pyton3: command not found")
    _typed(canvas, 36, 222, "ada course $ ▮")
    for x, y, number in ((170, 74, 1), (242, 74, 2), (420, 108, 3), (372, 182, 4), (196, 222, 5)):
        _number(canvas, x, y, number)


def _folder(canvas: Canvas) -> None:
    canvas.text(20, 26, "python-deep-learning-from-scratch-1.0", "typed", "start")
    entries = (
        ("README.md", say("how to begin", canvas.language), "plain"),
        ("requirements.txt", say("which packages", canvas.language), "plain"),
        ("nn_course_kit-….whl", say("the course's tool", canvas.language), "plain"),
        ("en", say("the notebooks in English", canvas.language), "input"),
        ("zh", say("the notebooks in Chinese", canvas.language), "input"),
        ("learn", say("appears in step 4: Python for this course", canvas.language), "output"),
    )
    for row, (name, words, kind) in enumerate(entries):
        y = 64 + 40 * row
        canvas.line(34, y, 56, y)
        _corner_box(canvas, 56, y - 15, 204, 30, kind)
        _typed(canvas, 66, y, name)
        canvas.text(276, y, words, "words", "start")
    canvas.line(34, 38, 34, 64 + 40 * (len(entries) - 1))


def _jupyterlab(canvas: Canvas) -> None:
    _corner_box(canvas, 16, 16, 608, 388, "plain")
    _typed(canvas, 30, 34, "File  Edit  View  Run  Kernel")
    canvas.line(16, 52, 624, 52)
    # The files, at the left.
    canvas.line(180, 52, 180, 404)
    for y, name in ((84, "▸ en"), (112, "▸ zh"), (140, "README.md")):
        _typed(canvas, 34, y, name)
    # The notebook: its tab, its buttons, its cells.
    _corner_box(canvas, 188, 60, 150, 28, "input")
    _typed(canvas, 198, 74, "start.ipynb")
    canvas.line(180, 92, 624, 92)
    _typed(canvas, 198, 112, "+   ▶   ■   ⟳")
    _typed(canvas, 470, 112, "Python 3 ○")
    canvas.line(180, 132, 624, 132)
    _typed(canvas, 192, 170, "[1]:")
    _corner_box(canvas, 240, 150, 300, 40, "hidden")
    _typed(canvas, 252, 170, "2 + 3")
    _typed(canvas, 192, 212, "[1]:")
    _typed(canvas, 252, 212, "5")
    _typed(canvas, 192, 266, "[*]:")
    _corner_box(canvas, 240, 246, 300, 40, "hidden")
    _typed(canvas, 252, 266, 'check("change")')
    _typed(canvas, 192, 340, "[ ]:")
    _corner_box(canvas, 240, 320, 300, 40, "plain")
    for x, y, number in (
        (330, 34, 1), (150, 112, 2), (358, 74, 3), (340, 112, 4), (590, 112, 5), (564, 170, 6), (290, 212, 7),
        (564, 266, 8),
    ):  # fmt: skip
        _number(canvas, x, y, number)


def _error(canvas: Canvas) -> None:
    _corner_box(canvas, 16, 16, 608, 206, "plain")
    _typed(canvas, 32, 40, "NameError          Traceback (most recent call last)")
    _typed(canvas, 32, 68, "Cell In[4], line 2")
    _typed(canvas, 32, 102, "      1 temperature = 21")
    _corner_box(canvas, 28, 116, 320, 30, "input")
    _typed(canvas, 32, 131, "----> 2 print(temperatur)")
    _corner_box(canvas, 28, 176, 430, 30, "hidden")
    _typed(canvas, 32, 191, "NameError: name 'temperatur' is not defined")
    _number(canvas, 482, 191, 1)
    canvas.text(506, 191, say("what", canvas.language), "words", "start")
    _number(canvas, 372, 131, 2)
    canvas.text(396, 131, say("where", canvas.language), "words", "start")


SCREENS = {
    "folder": Idea(
        lazy_gettext(
            "The unpacked folder. In it are README.md, requirements.txt, the course's tool as a file that "
            "ends in whl, the folder en with the notebooks in English and the folder zh with those in "
            "Chinese. Step 4 adds the folder learn."
        ),
        lazy_gettext("The folder that comes out of the zip. Its name has your course's version."),
        284,
        _folder,
    ),
    "terminal": Idea(
        lazy_gettext(
            "A terminal with five marks. 1, the prompt with the name and the folder. 2, the command ls that "
            "was typed after it. 3, the answer: the names of four files and folders. 4, an error: pyton3 is "
            "misspelt, and the terminal says command not found. 5, the prompt again: it waits for the next "
            "command."
        ),
        lazy_gettext("A terminal: a prompt, a command, an answer, an error, and the prompt again."),
        264,
        _terminal,
    ),
    "install": Idea(
        lazy_gettext(
            "Three ways to Python, a column each. Windows: python.org, install, then type py install 3.13, "
            "and py -3.13 --version. macOS: python.org, Python 3.13, install, then type python3 --version. "
            "Linux: open the terminal, install python3 and python3-venv, then type python3 --version."
        ),
        lazy_gettext("Four steps on each system. The last one shows that it worked."),
        300,
        _install,
    ),
    "jupyterlab": Idea(
        lazy_gettext(
            "JupyterLab's screen with eight marks. 1, the menus at the top. 2, the files at the left. 3, the "
            "tab of an open notebook. 4, its buttons: a plus, a triangle, a square and a round arrow. 5, the "
            "kernel at the right. 6, a cell with 2 + 3. 7, its result, 5. 8, a cell with a star in its "
            "brackets, which is running."
        ),
        lazy_gettext("JupyterLab: the numbers are explained below."),
        420,
        _jupyterlab,
    ),
    "error": Idea(
        lazy_gettext(
            "An error in a notebook with two marks. 1, the last line says what happened: NameError, the name "
            "temperatur is not defined. 2, an arrow further up shows where: line 2 of the cell."
        ),
        lazy_gettext("An error is read from its end: first what, then where."),
        238,
        _error,
    ),
}
