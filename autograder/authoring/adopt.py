"""Adopts a course that was written for nbgrader: cell by cell, where its tests would be judged.

A test that only calls and compares can be judged outside the student's process: it becomes a suite. One that
looks into the process, or needs what the notebook made there, stays inside, where a student can forge it.
Pure but for reading: nothing is run, and nothing is written.
"""

import ast
import builtins
import difflib
import re
import symtable
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from autograder.authoring.markers import take_apart
from autograder.errors import AutograderError, SourceError
from autograder.files import read_plain
from autograder.hand_in import MAX_BYTES
from autograder.notebook import Cell, Notebook, parse_notebook
from autograder.report import clean

# Modules that a suite may import on our side: they compute, and look at nothing of the process.
COMPUTING = frozenset(
    """collections cmath copy datetime decimal fractions functools itertools math numpy operator pandas pytest
    re scipy statistics string textwrap""".split()
)
# Builtins that ask the process itself, and what a test means with them.
_LOOKS_INSIDE = frozenset(
    """breakpoint callable compile delattr dir eval exec exit getattr globals hasattr id input locals open
    quit setattr super type vars __import__""".split()
)
_SEEDS = re.compile(r"\b(?:random\.seed|set_seed|manual_seed|default_rng\(\s*\))")
_FILES = re.compile(r"\.(?:load|save|savez|loadtxt|savetxt|genfromtxt|fromfile|tofile|read_\w+|to_csv)\(")
_IN_IPYTHON = frozenset(("get_ipython", "display", "In", "Out", "_"))


class TestCell(msgspec.Struct, frozen=True):
    """One grade cell: `inside` says why its test stays in the student's process; empty where it need not."""

    where: str
    name: str
    points: float
    inside: str = ""
    file: str = ""  # the suite that it becomes
    diff: str = ""

    __test__ = False  # pytest takes it for no test


class AdoptedNotebook(msgspec.Struct, frozen=True):
    """One notebook: its grade cells, or why it cannot be taken."""

    where: str
    name: str
    cells: tuple[TestCell, ...] = ()
    questions: int = 0  # that a person marks
    changes: tuple[str, ...] = ()  # to be made before the kit takes it
    refused: str = ""

    @property
    def outside(self) -> int:
        """How many of its grade cells can be judged outside."""
        return sum(not cell.inside for cell in self.cells)


def read_course(folder: Path) -> list[AdoptedNotebook]:
    """Every notebook of an nbgrader course: of its folder, its `source/`, or of one assignment in it."""
    if not folder.is_dir():
        raise AutograderError(folder, "there is no such folder", "give an nbgrader course, or its source/")
    root = folder / "source" if (folder / "source").is_dir() else folder
    files = sorted(
        file
        for file in root.rglob("*.ipynb")
        if not any(part.startswith(".") for part in file.relative_to(root).parts) and file.is_file()
    )
    if not files:
        raise AutograderError(root, "there is no notebook in it", "give the folder that holds source/")
    beside = Counter(file.parent for file in files)
    return [_read_one(file, file.relative_to(root), beside[file.parent] == 1) for file in files]


def _read_one(file: Path, path: Path, is_alone: bool) -> AdoptedNotebook:
    """One notebook, judged cell by cell. Of several in an assignment each becomes one of its own."""
    where = path.as_posix()
    stem = path.parent.name or path.stem if is_alone else f"{path.parent.name}_{path.stem}"
    name = re.sub(r"\W+", "_", stem, flags=re.ASCII).strip("_") or "assignment"
    try:
        raw, changes, worthless = _readable(read_plain(file, MAX_BYTES))
        notebook = parse_notebook(raw, where)
    except (SourceError, OSError) as error:
        return AdoptedNotebook(where, name, refused=str(error))
    author = _Author(notebook)
    cells = tuple(
        _judged(author, cell, f"{where}, cell {number} ({cell.name})", name, cell.name in worthless)
        for number, cell in enumerate(notebook.cells, 1)
        if cell.role.is_test
    )
    return AdoptedNotebook(where, name, cells, len(notebook.questions), tuple(changes))


def _readable(raw: bytes) -> tuple[bytes, list[str], set[str]]:
    """A notebook's bytes without what would hide all the rest, and what its author has to change there.

    Last the ids of the cells that are graded with 0 points.
    """
    try:
        document = msgspec.json.decode(raw)
        marked = [cell["metadata"] for cell in document["cells"] if _has_marks(cell)]
    except (msgspec.MsgspecError, UnicodeDecodeError, LookupError, TypeError, AttributeError):
        return raw, [], set()  # who parses it says what is wrong
    found = [metadata["nbgrader"] for metadata in marked]
    changes = list[str]()
    worthless = [marks for marks in found if marks.get("grade") and not marks.get("points")]
    if any(marks.get("schema_version") in (None, 1, 2) for marks in found):
        changes.append("its metadata is of an older schema: run `nbgrader update` on it")
    if worthless:
        names = ", ".join(clean(str(marks.get("grade_id")), 80) for marks in worthless)
        changes.append(f"graded with 0 points: {names}; give points, or take it out of grading")
    for marks in found:
        if marks.get("schema_version") in (None, 1, 2):
            marks |= {"schema_version": 3, "task": marks.get("task", False)}
    for marks in worthless:
        marks["points"] = 1
    is_graded = any(marks.get("grade") or marks.get("task") for marks in found)
    for metadata in marked:
        own = metadata["nbgrader"]
        if not is_graded or not any(own.get(key) for key in ("grade", "solution", "locked", "task")):
            del metadata["nbgrader"]  # nobody asks for its id
    return msgspec.json.encode(document), changes, {str(marks.get("grade_id")) for marks in worthless}


def _has_marks(cell: Any) -> bool:
    return isinstance(cell["metadata"].get("nbgrader"), dict)


def lines_of(found: Sequence[AdoptedNotebook]) -> Iterator[str]:
    """All of it, for a person."""
    for each in found:
        if each.refused:
            yield f"{each.where}: cannot be taken\n{textwrap.indent(each.refused, '  ')}\n"
            continue
        marked = f", and {each.questions} answers that a person marks" if each.questions else ""
        yield f"{each.where}: {each.outside} of {len(each.cells)} tests can be judged outside{marked}"
        for change in each.changes:
            yield f"  first: {change}"
        for cell in each.cells:
            points = f"{cell.points:g} point{'s' if cell.points != 1 else ''}"
            if cell.inside:
                yield f"  {cell.name} ({points}): stays inside, and can be forged: {cell.inside}"
            else:
                yield f"  {cell.name} ({points}): judged outside, as {cell.file}"
                yield textwrap.indent(cell.diff, "    ")
        yield _next_step(each)
    count = sum(len(each.cells) for each in found)
    yield f"tests: {count}; outside: {sum(each.outside for each in found)}"


def _next_step(found: AdoptedNotebook) -> str:
    if not found.cells:
        return "  next: it has no tests; list it under `readings`, or as it is\n"
    if found.outside < len(found.cells):
        return (
            f"  next: put it at source/{found.name}/{found.name}.ipynb, and it is graded as it is: all tests "
            "inside; its report says so. To have suites, change what is said above first\n"
        )
    return (
        "  next: write the suites, give each function a visible check, let each grade cell hold "
        'check("NAME") alone, and build; `autograder docs authors "the notebook"`\n'
    )


# --- what the notebook defines -----------------------------------------------------------------


class _Author:
    """The names of a notebook, by who gives them their meaning."""

    def __init__(self, notebook: Notebook) -> None:
        self.functions: dict[str, str] = {}  # that a solution cell defines, with the cell's name
        self.variables: dict[str, str] = {}
        self.modules: dict[str, str] = {}  # as the notebook imports them: the statement
        self.others: dict[str, str] = {}  # what else is defined, with the cell
        self.tested: dict[str, str] = {}  # and by tests themselves
        for number, cell in enumerate(notebook.cells, 1):
            if cell.kind == "code":
                self._read(cell, cell.name or f"cell {number}")

    def _read(self, cell: Cell, label: str) -> None:
        try:
            text = take_apart(cell, label).solved
            tree = ast.parse(_without_magic(text))
        except (SourceError, SyntaxError, ValueError):
            return  # its names are unknown, and a test that uses one stays inside
        for node in tree.body:
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    (self.functions if cell.role.is_function else self._aside(cell))[name] = label
                case ast.Import() | ast.ImportFrom():
                    for alias in node.names:
                        own = alias.asname or alias.name.split(".")[0]
                        self.modules[own] = ast.unparse(_import_of(node, alias))
                case _:
                    for name in _stored(node):
                        (self.variables if cell.role.is_function else self._aside(cell))[name] = label

    def _aside(self, cell: Cell) -> dict[str, str]:
        return self.tested if cell.role.is_test else self.others


def _without_magic(text: str) -> str:
    """A cell without the lines that are IPython's."""
    return "\n".join("" if re.match(r"\s*[%!]", line) else line for line in text.split("\n"))


def _import_of(node: ast.Import | ast.ImportFrom, alias: ast.alias) -> ast.stmt:
    if isinstance(node, ast.Import):
        return ast.Import([alias])
    return ast.ImportFrom(node.module, [alias], node.level)


def _stored(node: ast.AST) -> set[str]:
    return {
        each.id
        for each in ast.walk(node)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store | ast.Del)
    }


# --- one test ----------------------------------------------------------------------------------


class _StaysInside(Exception):
    """Why a test cannot be judged outside."""


def _judged(author: _Author, cell: Cell, where: str, name: str, is_worthless: bool) -> TestCell:
    points = 0.0 if is_worthless else cell.points or 0.0
    try:
        text = take_apart(cell, where).solved
        body, imports, target = _as_suite(author, text)
    except _StaysInside as reason:
        return TestCell(where, cell.name, points, clean(str(reason), 300))
    except SourceError as error:
        return TestCell(where, cell.name, points, clean(str(error.what), 300))
    file = f"tests/suites/{name}/test_{target}.py"
    suite = _written(cell.name, body, imports)
    diff = "\n".join(difflib.unified_diff(text.split("\n"), suite.split("\n"), where, file, lineterm="", n=1))
    return TestCell(where, cell.name, points, "", file, clean(diff, 20_000))


def _as_suite(author: _Author, text: str) -> tuple[str, list[str], str]:
    """A test's body as a suite has it, its imports, and the function that it is about."""
    if re.search(r"^\s*[%!]", text, re.MULTILINE):
        raise _StaysInside("it has lines for IPython (% or !)")
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError) as error:
        raise _StaysInside(f"it is no plain Python ({error})") from None
    if found := _FILES.search(text):
        raise _StaysInside(f"it reads or writes a file ({found[0].strip('.(')})")
    if _SEEDS.search(text):
        raise _StaysInside("it sets the random state of the process that the student's code runs in")
    if tree.body and _is_number(tree.body[-1]):
        raise _StaysInside("its last line is a number of points, and a suite gives points by its tests")
    imports = _imports(tree)
    own, free = _scopes(text)
    if twofold := sorted(own & free):
        raise _StaysInside(f"it uses the name {twofold[0]} for a thing of its own and for another")
    used = _names_of_the_students(author, tree, own, imports)
    if not used:
        raise _StaysInside("it calls no function of a solution cell")
    if not any(isinstance(node, ast.Assert | ast.Raise) or _asserts(node) for node in ast.walk(tree)):
        raise _StaysInside("it compares nothing: it passes whatever comes, unless the code stops")
    _refuse_text_over_lines(tree)
    if any(";" in line and not line.lstrip().startswith("#") for line in text.split("\n")) and imports:
        raise _StaysInside("it has imports beside other statements on a line")
    return _through_student(text, tree, author, own), imports, used[0]


def _is_number(node: ast.stmt) -> bool:
    """Whether a last line is what nbgrader takes for partial credit."""
    if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Call):
        return False
    return not (isinstance(node.value, ast.Constant) and isinstance(node.value.value, str))


def _asserts(node: ast.AST) -> bool:
    """Whether this calls `assert_allclose`, `assertEqual` and the like."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name.startswith("assert")


def _imports(tree: ast.Module) -> list[str]:
    """The test's own imports; refuses those that do more than compute."""
    imports: list[str] = []
    for node in ast.walk(tree):
        match node:
            case ast.Import() | ast.ImportFrom():
                module = node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name
                if module.split(".")[0] not in COMPUTING:
                    raise _StaysInside(f"it imports {module or 'its own folder'}: a suite only computes")
                if any(alias.name == "*" for alias in node.names):
                    raise _StaysInside(f"it imports everything of {module}: name what it needs")
                imports.append(ast.unparse(node))
            case ast.Global() | ast.Nonlocal():
                raise _StaysInside("it changes variables of the notebook's")
            case ast.Attribute(ctx=ast.Store() | ast.Del(), value=ast.Name(id=name), attr=attribute):
                raise _StaysInside(f"it changes {name}.{attribute}, for whoever uses it next")
    return imports


def _scopes(text: str) -> tuple[set[str], set[str]]:
    """The names that a test gives a meaning itself, somewhere in it; and those that come from elsewhere."""
    own, free = set[str](), set[str]()
    tables = [symtable.symtable(text, "a test", "exec")]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        is_module = table.get_type() == "module"
        for symbol in table.get_symbols():
            name = symbol.get_name()
            if is_module or not symbol.is_global():
                is_own = symbol.is_assigned() or symbol.is_imported() or symbol.is_parameter()
                if is_own or symbol.is_namespace():
                    own.add(name)
                elif not symbol.is_free():
                    free.add(name)
            else:
                free.add(name)
    top = {
        symbol.get_name()
        for symbol in symtable.symtable(text, "a test", "exec").get_symbols()
        if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()
    }
    return own, free - top


def _names_of_the_students(author: _Author, tree: ast.Module, own: set[str], imports: list[str]) -> list[str]:
    """The functions and variables that the test asks for, in its order; refuses what looks inside."""
    mine = author.functions.keys() | author.variables.keys()
    if replaced := sorted(own & author.functions.keys()):
        raise _StaysInside(f"it replaces or deletes {replaced[0]}, which the student defines")
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    passed = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") != "isinstance"
        for part in (*node.args, *(each.value for each in node.keywords))
    }
    used: dict[str, None] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Name) or node.id in own:
            continue
        name = node.id
        if name in mine:
            if name in author.others:
                raise _StaysInside(f"it uses {name}, which {author.others[name]} defines too")
            if name in author.functions and id(node) not in called | passed:
                raise _StaysInside(f"it looks at {name} itself, and does not only call it")
            used[name] = None
        elif label := author.others.get(name) or author.tested.get(name):
            raise _StaysInside(f"it uses {name}, which {label} defines: copy it into the test")
        elif name in author.modules:
            _import_ours(author.modules[name], imports)
        elif name in _LOOKS_INSIDE or name in _IN_IPYTHON:
            raise _StaysInside(f"it asks the process itself ({name})")
        elif not hasattr(builtins, name):
            raise _StaysInside(f"it uses {name}, which no cell defines: is the author's answer there?")
    return sorted(used, key=lambda name: name not in author.functions)  # functions first, each in its order


def _import_ours(statement: str, imports: list[str]) -> None:
    module = statement.split()[1].split(".")[0]
    if module not in COMPUTING:
        raise _StaysInside(f"it uses {module}, which the notebook imports there")
    if statement not in imports:
        imports.append(statement)


class _ThroughStudent(ast.NodeTransformer):
    """The student's names, asked of `student`."""

    def __init__(self, asked: dict[str, str]) -> None:
        self.asked = asked

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A name of the student's becomes what `asked` has for it."""
        return ast.parse(self.asked[node.id], mode="eval").body if node.id in self.asked else node


def _through_student(text: str, tree: ast.Module, author: _Author, own: set[str]) -> str:
    """The test's text without its imports, with the student's names asked of `student`."""
    asked = {name: f'student.variable("{name}")' for name in author.variables.keys() - own}
    asked |= {name: f"student.{name}" for name in author.functions.keys() - own}
    lines = text.split("\n")
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in asked]
    for name in sorted(names, key=lambda name: (name.lineno, name.col_offset), reverse=True):
        raw = lines[name.lineno - 1].encode()  # a column counts bytes
        end = name.col_offset + len(name.id.encode())
        put = raw[: name.col_offset] + asked[name.id].encode() + raw[end:]
        lines[name.lineno - 1] = put.decode("utf-8", "replace")
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for number in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[number] = ""
    kept = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    wanted = _ThroughStudent(asked).visit(ast.parse(text))
    wanted.body = [node for node in wanted.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    # Inside an f-string Python 3.11 does not say where a name is; then comments are lost.
    return kept if _reads_as(kept, wanted) else ast.unparse(ast.fix_missing_locations(wanted))


def _reads_as(text: str, tree: ast.Module) -> bool:
    try:
        return ast.dump(ast.parse(text)) == ast.dump(tree)
    except (SyntaxError, ValueError):
        return False


def _refuse_text_over_lines(tree: ast.Module) -> None:
    """A text over several lines would change where the test is moved to the right."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and node.end_lineno != node.lineno:
            is_docstring = isinstance(tree.body[0], ast.Expr) and tree.body[0].value is node
            if not is_docstring and not isinstance(getattr(node, "value", ""), bytes | int | float):
                raise _StaysInside("it has a text over several lines: write it on one line")


def _written(name: str, body: str, imports: Sequence[str]) -> str:
    """The suite's file."""
    word = re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_").lower()
    head = "".join(f"{line}\n" for line in dict.fromkeys(imports))
    function = f"def test_{word.removeprefix('test_')}(student):\n{textwrap.indent(body, '    ')}\n"
    return f"{head}\n\n{function}" if head else function
