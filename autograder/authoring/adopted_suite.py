"""Conversion of an nbgrader notebook's test into a suite, which judges from outside the student's process.

Only the text is read: nothing is run.
"""

import ast
import builtins
import copy
import re
import symtable
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence

from autograder.authoring.markers import take_apart
from autograder.errors import SourceError
from autograder.notebook import Cell, Notebook, suite_of
from autograder.worker.cells import plain_python

# Modules that a suite may import on our side: they compute, and look at nothing of the process.
COMPUTING = frozenset(
    """collections cmath copy datetime decimal fractions functools itertools math numpy operator pandas pytest
    random re scipy sklearn statistics string textwrap time typing warnings""".split()
)
# Builtins that look into the process itself: a test that uses one has to stay inside.
_LOOKS_INSIDE = frozenset(
    """breakpoint callable compile delattr dir eval exec exit getattr globals hasattr id input locals open
    quit setattr super vars __import__""".split()
)
_FILES = re.compile(r"\.(?:load|save|savez|loadtxt|savetxt|genfromtxt|fromfile|tofile|read_\w+|to_csv)\(")
_SEEDS = re.compile(r"^([ \t]*(?:(?:np|numpy)\.)?random\.seed\((\d+)\))[ \t]*$", re.MULTILINE)
_IN_IPYTHON = frozenset(("get_ipython", "display", "In", "Out", "_"))


class StaysInside(Exception):
    """Reason why a test cannot be judged outside."""


class Author:
    """Names of a notebook, by what defines them: an answer, an import, another cell, a test."""

    def __init__(self, notebook: Notebook) -> None:
        self.functions: dict[str, str] = {}  # defined by an answer: name -> cell
        self.variables: dict[str, str] = {}  # set by an answer: name -> cell
        self.modules: dict[str, str] = {}  # imported: name -> import statement
        self.others: dict[str, str] = {}  # defined by another cell: name -> cell
        self.tested: dict[str, str] = {}  # defined by a test: name -> cell
        # Texts of the cells that are no answers, in order, without statements that only show something.
        self.texts: dict[str, str] = {}
        self.definers: dict[str, list[str]] = {}  # name -> those of these cells that define it
        self.twice: dict[str, str] = {}  # defined by two answers: name -> both cells
        for number, cell in enumerate(notebook.cells, 1):
            if cell.kind == "code":
                self._read(cell, cell.name or f"cell {number}")

    def _read(self, cell: Cell, label: str) -> None:
        try:
            text = plain_python(take_apart(cell, label).solved)
            tree = ast.parse(text)
        except (SourceError, SyntaxError, ValueError):
            return  # its names are unknown, and a test that uses one stays inside
        for node in tree.body:
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    self._define(self.functions, name, cell, label)
                case ast.Import() | ast.ImportFrom():
                    for alias in node.names:
                        own = alias.asname or alias.name.split(".")[0]
                        single = copy.copy(node)
                        single.names = [alias]
                        self.modules[own] = ast.unparse(single)
                case _:
                    for name in _stored(node):
                        self._define(self.variables, name, cell, label)
        if not cell.role.is_answer:
            self.texts[label] = _without(text, [node for node in _alone(tree) if self._only_shows(node)])

    def _only_shows(self, node: ast.stmt) -> bool:
        """Return True if a statement prints, draws, or only displays a value."""
        if not isinstance(node, ast.Expr):
            return False
        if not isinstance(node.value, ast.Call):
            return isinstance(node.value, ast.Name | ast.Attribute | ast.Subscript | ast.Compare | ast.BinOp)
        called = node.value.func
        while isinstance(called, ast.Attribute):
            called = called.value
        name = called.id if isinstance(called, ast.Name) else ""
        return name in ("print", "display") or (name in self.modules and not _computes(self.modules[name]))

    def _define(self, mine: dict[str, str], name: str, cell: Cell, label: str) -> None:
        if not cell.role.is_answer:
            (self.tested if cell.role.is_test else self.others)[name] = label
            self.definers.setdefault(name, []).append(label)
        else:
            known = self.functions.get(name) or self.variables.get(name)
            if known not in (None, label):
                self.twice[name] = f"{known} and {label}"
            mine[name] = label


def _computes(statement: str) -> bool:
    """Return True if an import statement is of a module that a suite may use."""
    return statement.split()[1].split(".")[0] in COMPUTING


def _alone(tree: ast.Module) -> list[ast.stmt]:
    """Return the statements that share no line with another one."""
    lines = Counter(
        line for node in tree.body for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    )
    return [node for node in tree.body if lines[node.lineno] == 1 == lines[node.end_lineno or node.lineno]]


def _without(text: str, nodes: Iterable[ast.stmt]) -> str:
    """Return a text without these statements."""
    lines = text.split("\n")
    for node in nodes:
        for number in range(node.lineno - 1, node.end_lineno or node.lineno):
            lines[number] = ""
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)).strip("\n")


def _imports_of(tree: ast.Module) -> list[ast.stmt]:
    """Return the imports that can move to the top of a file."""
    return [node for node in _alone(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


def _stored(node: ast.AST) -> set[str]:
    return {
        each.id
        for each in ast.walk(node)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store | ast.Del)
    }


# --- one test ----------------------------------------------------------------------------------


class _Lacks(Exception):
    """Error for a name that another cell of the author's defines. That cell may become part of the suite."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def suite_text(author: Author, name: str, text: str) -> str:
    """Return the suite of the grade cell `name` with the test `text`; raise StaysInside if it has to stay."""
    above = [*author.texts]
    above = above[: above.index(name)] if name in above else above
    taken: set[str] = set()  # cells that become part of the suite
    while True:
        try:
            return _suite(author, name, text, [author.texts[label] for label in above if label in taken])
        except _Lacks as lacks:
            more = ({*author.definers[lacks.name]} & {*above}) - taken
            if not more:
                label = author.definers[lacks.name][0]
                raise StaysInside(f"it uses {lacks.name}, which {label} defines further down") from None
            taken |= more


def _suite(author: Author, name: str, test: str, others: list[str]) -> str:
    if re.search(r"^\s*[%!]", test, re.MULTILINE):
        raise StaysInside("it has lines for IPython (% or !)")
    try:
        alone = ast.parse(test)
        text = _joined(test, alone, others)
        tree = ast.parse(text)
    except (SyntaxError, ValueError) as error:
        raise StaysInside(f"it is no plain Python ({error})") from None
    if found := _FILES.search(text):
        raise StaysInside(f"it reads or writes a file ({found[0].strip('.(')})")
    if alone.body and _is_number(alone.body[-1]):
        raise StaysInside("its last line is a number of points, and a suite gives points by its tests")
    imports = _imports(tree)
    own, free = _scopes(text)
    _refuse_changes(tree, own)
    if twofold := sorted(own & free):
        raise StaysInside(f"it uses the name {twofold[0]} for a thing of its own and for another")
    if not _names_of_the_students(author, tree, own, imports):
        raise StaysInside("it calls no function of a solution cell")
    if not any(isinstance(node, ast.Assert | ast.Raise) or _asserts(node) for node in ast.walk(alone)):
        raise StaysInside("it compares nothing: it passes whatever comes, unless the code stops")
    body = _SEEDS.sub(r"\1; student.seed(\2)", _through_student(text, tree, author, own))
    function = f"def {suite_of(name)}(student):\n{_indented(body)}\n"
    return "\n\n\n".join(filter(None, ("\n".join(dict.fromkeys(imports)), function)))


def _joined(test: str, tree: ast.Module, others: list[str]) -> str:
    """Return a test below the cells that it needs; its docstring stays at the top."""
    if not others:
        return test
    first = tree.body[:1] if ast.get_docstring(tree) is not None else []
    docstring = [ast.get_source_segment(test, node) or "" for node in first]
    return "\n\n".join((*docstring, *others, _without(test, first)))


def _is_number(node: ast.stmt) -> bool:
    """Return True if nbgrader would take this last line for partial credit."""
    if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Call):
        return False
    return not (isinstance(node.value, ast.Constant) and isinstance(node.value.value, str))


def _asserts(node: ast.AST) -> bool:
    """Return True if this is a call of `assert_allclose`, `assertEqual` or the like."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name.startswith("assert")


def _imports(tree: ast.Module) -> list[str]:
    """Return the test's own imports; raise StaysInside for one of a module that does more than compute."""
    imports: list[str] = []
    for node in ast.walk(tree):
        match node:
            case ast.Import() | ast.ImportFrom():
                module = node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name
                if module.split(".")[0] not in COMPUTING:
                    raise StaysInside(f"it imports {module or 'its own folder'}: a suite only computes")
                if any(alias.name == "*" for alias in node.names):
                    raise StaysInside(f"it imports everything of {module}: name what it needs")
                if node in tree.body:
                    imports.append(ast.unparse(node))
            case ast.Global() | ast.Nonlocal():
                raise StaysInside("it changes variables of the notebook's")
    return imports


def _refuse_changes(tree: ast.Module, own: set[str]) -> None:
    """Raise StaysInside if a test changes what is not its own, such as a function of a module."""
    imported = {
        alias.asname or alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(ctx=ast.Store() | ast.Del(), value=ast.Name(id=name), attr=attribute):
                if name not in own or name in imported:
                    raise StaysInside(f"it changes {name}.{attribute}, for whoever uses it next")


def free_names(text: str) -> set[str]:
    """Return the names that a test takes from elsewhere; none if it is not Python."""
    try:
        return _scopes(plain_python(text))[1]
    except (SyntaxError, ValueError):
        return set()


def _scopes(text: str) -> tuple[set[str], set[str]]:
    """Return the names that a test defines somewhere itself, and those that come from elsewhere."""
    own, top, free = set[str](), set[str](), set[str]()
    tables = [symtable.symtable(text, "a test", "exec")]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        is_module = table.get_type() == "module"
        for symbol in table.get_symbols():
            is_own = symbol.is_assigned() or symbol.is_imported() or symbol.is_parameter()
            is_own = is_own or symbol.is_namespace()
            if symbol.is_global() and not is_module:
                free.add(symbol.get_name())
            elif is_own:
                (top if is_module else own).add(symbol.get_name())
            elif not symbol.is_free():
                free.add(symbol.get_name())
    return own | top, free - top


def _names_of_the_students(author: Author, tree: ast.Module, own: set[str], imports: list[str]) -> list[str]:
    """Return the student's functions and variables that a test uses; raise StaysInside if it looks inside."""
    mine = author.functions.keys() | author.variables.keys()
    if replaced := sorted(own & author.functions.keys()):
        raise StaysInside(f"it replaces or deletes {replaced[0]}, which the student defines")
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    passed = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") not in ("isinstance", "type")
        for part in (*node.args, *(each.value for each in node.keywords))
    }
    used: dict[str, None] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Name) or node.id in own:
            continue
        name = node.id
        if name in mine:
            if name in author.others:
                raise StaysInside(f"it uses {name}, which {author.others[name]} defines too")
            if name in author.twice:
                raise StaysInside(f"it uses {name}, which {author.twice[name]} both define")
            if name in author.functions and id(node) not in called | passed:
                raise StaysInside(f"it looks at {name} itself, and does not only call it")
            used[name] = None
        elif name in author.definers:
            raise _Lacks(name)
        elif name in author.modules:
            _import_ours(author.modules[name], imports)
        elif name in _LOOKS_INSIDE or name in _IN_IPYTHON:
            raise StaysInside(f"it asks the process itself ({name})")
        elif not hasattr(builtins, name):
            raise StaysInside(f"it uses {name}, which no cell defines: is the author's answer there?")
    return [*used]


def _import_ours(statement: str, imports: list[str]) -> None:
    if not _computes(statement):
        module = statement.split()[1].split(".")[0]
        raise StaysInside(f"it uses {module}, which the notebook imports there")
    if statement not in imports:
        imports.append(statement)


# --- its text ----------------------------------------------------------------------------------


class _ThroughStudent(ast.NodeTransformer):
    """Transformer that turns a name of the student's into a question to `student`."""

    def __init__(self, asked: dict[str, str]) -> None:
        self.asked = asked

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Return what `asked` has for a name of the student's; another name stays as it is."""
        return ast.parse(self.asked[node.id], mode="eval").body if node.id in self.asked else node


def _through_student(text: str, tree: ast.Module, author: Author, own: set[str]) -> str:
    """Return the test's text without imports, with the student's names asked of `student`."""
    asked = {name: f'student.variable("{name}")' for name in author.variables.keys() - own}
    asked |= {name: f"student.{name}" for name in author.functions.keys() - own}
    lines = text.split("\n")
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in asked]
    for name in sorted(names, key=lambda name: (name.lineno, name.col_offset), reverse=True):
        raw = lines[name.lineno - 1].encode()  # a column counts bytes
        end = name.col_offset + len(name.id.encode())
        put = raw[: name.col_offset] + asked[name.id].encode() + raw[end:]
        lines[name.lineno - 1] = put.decode("utf-8", "replace")
    kept = _without("\n".join(lines), _imports_of(tree))
    wanted = ast.parse(text)
    gone = _imports_of(wanted)
    wanted.body = [node for node in wanted.body if node not in gone]
    wanted = _ThroughStudent(asked).visit(wanted)
    # Inside an f-string Python 3.11 does not say where a name is; then comments are lost.
    return kept if _reads_as(kept, wanted) else ast.unparse(ast.fix_missing_locations(wanted))


def _reads_as(text: str, tree: ast.Module) -> bool:
    try:
        return ast.dump(ast.parse(text)) == ast.dump(tree)
    except (SyntaxError, ValueError):
        return False


def _indented(text: str) -> str:
    """Indent a test as a function's body, except inside strings over several lines."""
    inside = {
        number
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant | ast.JoinedStr)
        for number in range(node.lineno + 1, (node.end_lineno or node.lineno) + 1)
    }
    lines: Sequence[str] = text.split("\n")
    return "\n".join(
        line if number in inside else textwrap.indent(line, "    ") for number, line in enumerate(lines, 1)
    )
