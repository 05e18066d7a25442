"""The whole site: pages from source/ and docs/, made by Sphinx for each language; nothing hidden is on it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from html import escape, unescape
from importlib import metadata
from pathlib import Path

import msgspec

from autograder.authoring import build, bundle, leaks
from autograder.authoring.kit_wheel import Wheel
from autograder.authoring.source import read_source
from autograder.book.docs_page import docs_page, read_docs
from autograder.book.first_page import Contents, first_page, read_arrangement
from autograder.book.notebook_page import notebook_page
from autograder.book.outputs import outputs
from autograder.book.settings import MATHJAX
from autograder.course import Course, digest
from autograder.errors import AutograderError, SourceError
from autograder.files import write_atomically
from autograder.notebook import parse_notebook
from autograder.paths import Places
from autograder.text import Language, say

MATHJAX_WHEEL = "sphinx-mathjax-offline"
_PRE = re.compile(r"<pre[^>]*>(.*?)</pre>", re.S)


class Site(msgspec.Struct, frozen=True):
    """The site that was built, and what an author should read before it is published."""

    folder: Path
    pages: int
    size: int
    warnings: tuple[str, ...]


def build_site(course: Course, places: Places, kit: Wheel, target: Path, now: datetime) -> Site:
    """Build the site into `target`. What has not changed since the last time is not run or written again.

    A notebook that waits, since it shows answers of another one, is neither on the site nor in its zip.
    """
    zip_ = bundle.bundle(course, places, kit, now=now)
    names = [name for name in course.notebooks if name not in zip_.left_out]
    archive = f"{bundle.slug(course)}-students.zip"
    docs = read_docs(places.root / "docs")
    contents = Contents(course, places, names, docs, read_arrangement(places), archive)
    static = _static(places)
    for language in course.languages:
        pages = {
            **_notebook_pages(contents, language),
            **{f"docs/{stem}.md": docs_page(doc, language, docs).encode() for stem, doc in docs.items()},
            **first_page(contents, language),
        }
        pages["conf.py"] = _conf(course, language, static, _navigation(pages)).encode()
        _write(places.book / "pages" / language, pages)
    warnings = _sphinx(course, places, target)
    write_atomically(target / archive, zip_.zip())
    write_atomically(target / "index.html", _door(course).encode())
    (target / ".nojekyll").touch()  # or GitHub Pages leaves out names that begin with an underscore
    refuse_leaks_in(course, places, names, target)
    files = [file for file in target.rglob("*") if file.is_file()]
    pages_made = sum(file.suffix == ".html" for file in files)
    return Site(target, pages_made, sum(file.stat().st_size for file in files), (*zip_.warnings, *warnings))


def _notebook_pages(contents: Contents, language: Language) -> dict[str, bytes]:
    course, places, names = contents.course, contents.places, contents.names
    shown = outputs(course, places, names, language)
    made: dict[str, bytes] = {}
    for name in names:
        file = f"release/{name}/{name}.ipynb"
        released = parse_notebook(build.build(course, places, name, language)[file], file)
        drawings = contents.arrangement.drawings.get(name, {})
        page = notebook_page(name, released, shown[name], language, f"../../{contents.archive}", drawings)
        made[f"course/{name}.md"] = page.text.encode()
        made |= {f"course/{picture}": png for picture, png in page.pictures.items()}
    return made


def _navigation(pages: Mapping[str, bytes]) -> str:
    """Return a digest of the list of pages: of the first page, which has it, and of each page's title."""
    titles = (re.search(rb"^# .*", raw, re.M) for name, raw in pages.items() if name.endswith(".md"))
    return digest(pages["index.md"], *(title[0] for title in titles if title))


def _conf(course: Course, language: Language, static: Path, navigation: str) -> str:
    given = json.dumps(
        [language, course.title, [*course.languages], str(static), navigation], ensure_ascii=False
    )
    return f"""# Written by `autograder book`.
from autograder.book.settings import settings

globals().update(settings(*{given}))
"""


def _static(places: Places) -> Path:
    """Copy MathJax, which typesets TeX on a page, and its fonts out of its wheel; return their folder."""
    folder = places.book / "static"
    found = metadata.files(MATHJAX_WHEEL) or ()
    wanted = ("mathjax/tex-chtml.js", "mathjax/output/chtml/fonts/woff-v2/")
    for file in found:
        own = file.as_posix().partition("/static/")[2]
        if own.startswith(wanted) and not (folder / own).is_file():
            write_atomically(folder / own, Path(str(file.locate())).read_bytes())
    if not (folder / MATHJAX).is_file():
        raise AutograderError(MATHJAX_WHEEL, "this package has no MathJax in it", "run `make book`")
    return folder


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold exactly these files. An unchanged file keeps its time, which Sphinx looks at."""
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if path.relative_to(folder).as_posix() not in files and "__pycache__" not in path.parts:
            path.unlink()
    for name, raw in files.items():
        path = folder / name
        if not (path.is_file() and path.read_bytes() == raw):
            write_atomically(path, raw)


def _sphinx(course: Course, places: Places, target: Path) -> list[str]:
    """Run Sphinx for each language, side by side; return its warnings."""

    def run(language: Language) -> list[str]:
        pages = places.book / "pages" / language
        doctrees = places.book / "doctrees" / language
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(doctrees)]
        command += [str(pages), str(target / language)]
        ran = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=places.root)
        if ran.returncode:
            raise AutograderError(
                f"sphinx, {language}", ran.stderr.strip()[-2000:] or "it failed", "fix the page that it names"
            )
        _drop_old_pages(pages, target / language)
        return [line for line in ran.stderr.splitlines() if line.strip()]

    with ThreadPoolExecutor() as pool:
        return [line for lines in pool.map(run, course.languages) for line in lines]


def _drop_old_pages(pages: Path, built: Path) -> None:
    """Remove pages whose source is no longer there, which Sphinx leaves."""
    for file in built.rglob("*.html"):
        own = file.relative_to(built).with_suffix(".md")
        if own.as_posix() != "search.md" and not (pages / own).is_file():
            file.unlink()


def _door(course: Course) -> str:
    """Return the site's entrance: a page that leads on to the reader's language, with a link to each."""
    names = {language: say("English", language) for language in course.languages}
    links = " · ".join(
        f'<a href="{language}/index.html" lang="{language}">{name}</a>' for language, name in names.items()
    )
    known = json.dumps([*course.languages])
    return f"""<!doctype html>
<html lang="{course.language}"><head><meta charset="utf-8"><title>{escape(course.title)}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<script>
const known = {known};
const wanted = navigator.languages.map((own) => own.split("-")[0]).find((own) => known.includes(own));
location.replace((wanted || known[0]) + "/index.html");
</script></head>
<body><main><h1>{escape(course.title)}</h1><p>{links}</p></main></body></html>
"""


# --- nothing hidden ----------------------------------------------------------------------------


def refuse_leaks_in(course: Course, places: Places, names: Iterable[str], site: Path) -> None:
    """Raise SourceError if a site has a line of an answer in a block of code or below a cell.

    As in a release, prose may show the formula, and a line of a given cell is no secret. A page of docs may
    hold no answer of any notebook.
    """
    by_name = {name: leaks.answer_lines(read_source(places, name)) for name in names}
    everything = {line: name for name in reversed([*by_name]) for line in by_name[name]}
    given = {line for name in names for line in leaks.given_lines(read_source(places, name))}
    elsewhere = {line: name for line, name in everything.items() if line not in given}
    for file in sorted(site.rglob("*.html")):
        secret = by_name.get(file.stem, {}) if file.parent.name == "course" else elsewhere
        for block in _PRE.findall(file.read_text(encoding="utf-8")):
            text = unescape(re.sub(r"<[^>]+>", "", block))
            for line in leaks.code_lines(text):
                if line in secret:
                    raise SourceError(
                        file.relative_to(site.parent).as_posix(),
                        f"this page gives away an answer ({secret[line]}): {line}",
                        "write its code another way",
                    )
