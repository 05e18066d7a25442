"""The course in two languages: nothing lacks its translation, the Chinese reads as Chinese, terms are the glossary's."""

import ast
import io
import re
import tokenize
import unicodedata

import pytest
from matplotlib.ft2font import FT2Font

from autograder import notebook
from autograder.authoring import build, translated_cells
from autograder.authoring.source import read_source
from autograder.course import load_course
from autograder.desk import fonts
from autograder.diagnosis import casebook, misconceptions
from autograder.text import in_language
from conftest import COURSE, PLACES

HAN = re.compile(r"[\u4e00-\u9fff]")
QUOTED = re.compile(r"'[^'\n]*'")
CODE = re.compile(r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$\n]*\$|\]\([^)]*\)|<[^>]+>", re.DOTALL)
HEADING = re.compile(r"^#+ (?:\d+\. )?(.+)$", re.MULTILINE)
NEXT_STEP = re.compile(r"(?:[.:!;] |`|^)(?:Compare|Count|Look|Print|Read|Work|Write)\b[^.?]*\.?$")
CHINESE_ENOUGH = 0.6  # of the letters; names of functions and of people are the rest
MAY_DIFFER = 0.1  # of a notebook's terms: a translation is by sense, and a word may fall away
LABELS = re.compile(r"(set_|sup)?(title|[xy]label|text)|bar")
WORD = re.compile(r"[A-Za-z]{3,}")
NAME = re.compile(
    r"\b\w*(?:[._]\w+)+|\b\w+\[|\b(?:sigmoid|softmax|tanh|ReLU|relu|PyTorch)\b"
)  # alike in all languages
NOTEBOOKS = [*(entry.name for entry in COURSE.assignments), *COURSE.readings]


@pytest.fixture(params=NOTEBOOKS)
def texts(request):
    """The text cells of a source notebook, with their translations."""
    file = PLACES.source(request.param)
    found = translated_cells.with_translations(
        notebook.parse_notebook(file.read_bytes(), file.name), file.name
    )
    return [
        each
        for each in found
        if isinstance(each, translated_cells.TranslatedCell) and has_words(each.own.source)
    ]


def has_words(text):
    return re.search(r"[A-Za-z]{2,}", CODE.sub(" ", text)) is not None


def share_of_han(text):
    """How much of what is written in letters is Chinese."""
    said = CODE.sub(" ", text)
    han, latin = (
        len(HAN.findall(said)),
        len(re.findall(r"[A-Za-z]+", said)),
    )  # a word weighs what a character does
    return han / max(1, han + latin)


def glossary():
    """The terms of docs/glossary.md: English, and what it may be in Chinese."""
    for line in (PLACES.root / "docs/glossary.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) >= 2 and HAN.search(cells[1]) and cells[0] != "English":
            yield cells[0], [word.strip() for word in cells[1].split("/")]


def rows(page):
    """The tables of a glossary's page: each row's cells."""
    lines = (PLACES.root / "docs" / page).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]


def test_the_glossary_explains_the_same_terms_in_both_languages():
    english, chinese = rows("glossary.md"), rows("glossary.zh.md")
    assert [row[:2] for row in english] == [row[1::-1] for row in chinese]
    assert all(row[2] for row in english + chinese)


def test_every_text_has_its_translation(texts):
    assert [
        f"cell {each.number}: {each.own.source[:60]}" for each in texts if "zh" not in each.translations
    ] == []


def test_the_chinese_reads_as_chinese(texts):
    poor = {
        each.number: share_of_han(each.translations["zh"].source)
        for each in texts
        if "zh" in each.translations
    }
    assert {number: share for number, share in poor.items() if share < CHINESE_ENOUGH} == {}


def test_a_translation_has_the_headings_tables_and_formulas_of_its_cell(texts):
    for each in texts:
        if "zh" not in each.translations:
            continue
        own, translation = each.own.source, each.translations["zh"].source
        for what in (r"^#+ ", r"^\|", r"^```"):
            count = [len(re.findall(what, side, re.MULTILINE)) for side in (own, translation)]
            assert count[0] == count[1], f"cell {each.number}: {what} stands {count[0]} and {count[1]} times"
        formulas = [re.findall(r"\$\$.*?\$\$", side, re.DOTALL) for side in (own, translation)]
        assert len(formulas[0]) == len(formulas[1]), f"cell {each.number}"


def test_no_star_of_an_emphasis_is_left_standing(texts):
    """Markdown sees `是**（从，到）**的` as plain stars: beside a bracket it wants a blank, which Chinese has not."""

    def is_sign(char):
        return unicodedata.category(char)[0] in "PS"

    for each in texts:
        said = f" {CODE.sub('x', each.translations['zh'].source)} " if "zh" in each.translations else ""
        for found in re.finditer(r"(?<!\*)(\*{1,2})(?=\S)(.+?)(?<=\S)\1(?!\*)", said):
            ends = (said[found.start() - 1], found[2][0]), (said[found.end()], found[2][-1])
            for outside, inside in ends:
                assert not is_sign(inside) or outside.isspace() or is_sign(outside), found[0]


def test_the_terms_are_the_glossarys(texts):
    wanted, missing = 0, []
    for each in texts:
        if "zh" not in each.translations:
            continue
        own = CODE.sub(" ", each.own.source)
        for term, words in glossary():
            if re.search(rf"\b{term}s?\b", own, re.IGNORECASE):
                wanted += 1
                if not any(word in each.translations["zh"].source for word in words):
                    missing.append(f"cell {each.number}: {term} is {' or '.join(words)}")
    assert len(missing) <= MAY_DIFFER * wanted, missing


def test_the_english_has_no_chinese_but_where_chinese_is_the_matter(texts, request):
    if request.node.callspec.params["texts"] == "language":
        return
    for each in texts:
        said = CODE.sub(" ", each.own.source.partition("### BEGIN MARK SCHEME")[0])
        assert not HAN.search(said), f"cell {each.number}: {HAN.findall(said)}"


def released_code(name, language):
    """The code cells of a notebook as a reader of one language gets them."""
    source = read_source(PLACES, name)
    cells = translated_cells.in_language(build.stubbed(source), language, source.where).cells
    return {cell.id: cell.source for cell in cells if cell.kind == "code"}


def words_in(code):
    """Docstrings, comments and the labels of pictures, as a piece of code has them."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            yield ast.get_docstring(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            said = node.args[:1] if LABELS.fullmatch(node.func.attr) else []
            said += [keyword.value for keyword in node.keywords if keyword.arg == "label"]
            for each in said:
                yield "".join(
                    part.value for part in ast.walk(each) if isinstance(getattr(part, "value", 0), str)
                )
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT and token.string != "# YOUR CODE HERE":
            words = token.string.rpartition("# ")[2]
            yield "" if re.search(r"[][()=:]", words) else words  # an experiment that is commented out


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_code_speaks_the_readers_language(name):
    for cell, code in released_code(name, "zh").items():
        silent = [
            words for words in words_in(code) if WORD.search(NAME.sub("", words)) and not HAN.search(words)
        ]
        assert silent == [], f"{name}, {cell}"
    for cell, code in released_code(name, "en").items():
        assert name in ("language", "attention") or not HAN.search(code), f"{name}, {cell}"


def test_the_kits_font_has_every_character_of_the_courses_code():
    known = FT2Font(str(fonts.FONT)).get_charmap()
    code = "".join(text for name in NOTEBOOKS for text in released_code(name, "zh").values())
    assert {char for char in code if char >= "\u2e80" and ord(char) not in known} == set()


def test_a_section_has_one_name():
    """What is called alike in English is called alike in Chinese, in all notebooks."""
    names = {}
    for name in NOTEBOOKS:
        file = PLACES.source(name)
        for each in translated_cells.with_translations(
            notebook.parse_notebook(file.read_bytes(), file.name), file.name
        ):
            if isinstance(each, translated_cells.TranslatedCell) and "zh" in each.translations:
                own, translation = (
                    HEADING.findall(side) for side in (each.own.source, each.translations["zh"].source)
                )
                for english, chinese in zip(own, translation, strict=True):
                    names.setdefault(english, {}).setdefault(chinese, set()).add(name)
    assert {english: found for english, found in names.items() if len(found) > 1} == {}


def test_every_visible_check_says_in_both_languages_what_came_and_what_should_have(assignment):
    for file in sorted(PLACES.checks(assignment).glob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Assert) or isinstance(node.msg, ast.Call | ast.Name):
                continue
            texts = (
                [part.value for part in ast.walk(node.msg) if isinstance(part, ast.Constant)]
                if node.msg
                else []
            )
            assert any("\nzh: " in str(text) for text in texts), f"{file.name}, line {node.lineno}"


def test_what_should_have_come_is_a_line_of_its_own_in_both_languages(assignment):
    for file in sorted(PLACES.checks(assignment).glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.JoinedStr):
                continue
            said = "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
            english, mark, chinese = said.partition("\nzh: ")
            if mark:
                place = f"{file.name}, line {node.lineno}: {said}"
                assert english.count("\n") == chinese.count("\n"), place
                for first in (english.partition("\n")[0], chinese.partition("\n")[0]):
                    assert not re.search(r"[;；，] ?(?:it should|they should|应当|应该)", first), place


def test_every_probes_label_is_there_in_both_languages(assignment):
    file = PLACES.checks(assignment) / "probes.py"
    probes = casebook.load_probes(file.read_bytes(), str(file)) if file.is_file() else ()
    labels = {label for probe in probes for label in probe.labels}
    assert [label for label in labels if not HAN.search(in_language(label, "zh"))] == []


def test_every_hint_is_there_in_both_languages(assignment):
    for name, hint in misconceptions.hints(PLACES.suites(assignment) / "misconceptions.yml").items():
        assert not HAN.search(in_language(hint, "en")), name
        assert HAN.search(in_language(hint, "zh")), name


def test_every_hint_ends_in_a_question_or_a_next_step(assignment):
    for name, hint in misconceptions.hints(PLACES.suites(assignment) / "misconceptions.yml").items():
        said = in_language(hint, "en")
        assert "?" in said or NEXT_STEP.search(said), f"{name}: {said}"
        assert "contract" not in said.lower(), f"{name}: no beginner knows the word"


def test_whatever_a_report_says_it_says_in_both_languages(graded, mistakes):
    for name, one in (mistakes | graded.reports).items():
        said = [*one.notes, one.reason]
        for cell in one.cells.values():
            said += [text for test in cell.tests for text in (test.title, test.message)]
            said += [text for key, text in cell.details.items() if key == "label"]
        for text in said:
            assert not text or HAN.search(in_language(text, "zh")), f"{name}: {text}"
            words = QUOTED.sub(
                "", in_language(text, "en")
            )  # tokenize('真好') is data, and no word of a sentence
            assert not HAN.search(words) or name.startswith("example/"), f"{name}: {text}"


def test_the_course_knows_its_languages():
    assert load_course(PLACES.root)[0].language in ("en", "zh")
