"""The pages of docs/, wherever the kit is installed: errors name a page and a section of it."""

import re
from pathlib import Path

from autograder.errors import AutograderError

# In the kit's wheel, or beside the package in the kit's repository.
_FOLDERS = (Path(__file__).parents[1] / "docs", Path(__file__).parents[2] / "docs")


def pages() -> dict[str, Path]:
    """Map each page's name to its file: `authors` to docs/authors.md."""
    folder = next((folder for folder in _FOLDERS if folder.is_dir()), _FOLDERS[0])
    return {file.stem: file for file in sorted(folder.glob("*.md"))}


def list_pages() -> str:
    """Return a line for each page with its name and its title, and a line that says what to do next."""
    titles = ((name, file.read_text(encoding="utf-8").partition("\n")[0]) for name, file in pages().items())
    lines = [f"{name:<12} {title.lstrip('# ')}" for name, title in titles]
    return "\n".join((*lines, "next: autograder docs PAGE, or autograder docs PAGE SECTION"))


def read_page(name: str, section: str = "") -> str:
    """Return a page, or its first section whose heading begins with `section`, or else contains it."""
    known = pages()
    if name not in known:
        raise AutograderError(f"docs {name}", "there is no such page", f"use one of: {', '.join(known)}")
    text = known[name].read_text(encoding="utf-8")
    if not section:
        return text
    lines = text.splitlines()
    headings = _headings(lines)
    wanted = _plain(section)
    found = [place for place, (*_, words) in enumerate(headings) if wanted in _plain(words)]
    for place in sorted(found, key=lambda place: not _plain(headings[place][2]).startswith(wanted))[:1]:
        start, depth, _ = headings[place]
        later = (line for line, level, _ in headings[place + 1 :] if level <= depth)
        return "\n".join(lines[start : next(later, len(lines))]).rstrip()
    listed = "; ".join(heading for _, _, heading in headings[1:])
    raise AutograderError(f"docs {name}", f"it has no section {section!r}", f"its sections are: {listed}")


def _headings(lines: list[str]) -> list[tuple[int, int, str]]:
    """Return each heading's line, depth and words; a comment in a block of code is no heading."""
    found = []
    is_code = False
    for number, line in enumerate(lines):
        if line.lstrip().startswith("```"):
            is_code = not is_code
        elif not is_code and (heading := re.match(r"(#+) (.*)", line)):
            found.append((number, len(heading[1]), heading[2]))
    return found


def _plain(heading: str) -> str:
    return heading.replace("`", "").strip().lower()
