"""Kinds of files that are handed in instead of notebooks, by their first bytes and their names."""

import re

from autograder.report import clean
from autograder.text import AnyText, lazy_gettext

HEAD = 64 << 10  # bytes that are enough to tell

# The kind of document that a zip is, by a name inside it.
_IN_A_ZIP = {
    b"word/": lazy_gettext("a Word document"),
    b"xl/": lazy_gettext("a spreadsheet"),
    b"ppt/": lazy_gettext("a presentation"),
    b"opendocument.text": lazy_gettext("a LibreOffice document"),
    b"Index/Document.iwa": lazy_gettext("a Pages document"),
}
_ZIP, _EMPTY_ZIP = lazy_gettext("a zip"), lazy_gettext("an empty zip")
_PDF, _PICTURE = lazy_gettext("a PDF"), lazy_gettext("a picture")
_ARCHIVE = lazy_gettext("an archive, such as RAR or 7z")
_DOCUMENT = lazy_gettext("an old Word document or the like")
_PLACEHOLDER = lazy_gettext("a placeholder of a file that is still elsewhere, such as in a cloud")
_FIRST_BYTES = {
    b"%PDF-": _PDF,
    b"PK\5\6": _EMPTY_ZIP,
    b"\xd0\xcf\x11\xe0": _DOCUMENT,
    b"{\\rtf": lazy_gettext("a text document (RTF)"),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"\x1f\x8b": _ARCHIVE,
    b"7z\xbc\xaf": _ARCHIVE,
    b"Rar!": _ARCHIVE,
    b"bplist00": _PLACEHOLDER,
    b"version https://git-lfs": _PLACEHOLDER,
}
_PAGE, _PROGRAM = lazy_gettext("a web page (HTML)"), lazy_gettext("a Python program")
_TEXT = lazy_gettext("a text")
_BY_NAME = {
    ".html": _PAGE,
    ".htm": _PAGE,
    ".py": _PROGRAM,
    ".md": _TEXT,
    ".txt": _TEXT,
    ".heic": _PICTURE,
    ".pdf": _PDF,
    ".zip": _ZIP,
}
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_PYTHON = re.compile(
    rb"^(?:#!.*python|# %%|import \w+|from \w[\w.]* import |def \w+\(|class \w+[(:])", re.MULTILINE
)


def kind_of(raw: bytes, name: str = "") -> AnyText:
    """Return a file's kind in words; "" if it may be a notebook, or its kind is unknown."""
    head = raw[:HEAD].removeprefix(b"\xef\xbb\xbf")
    if not head.strip():
        return lazy_gettext("an empty file")
    if not head.strip(b"\0"):
        return lazy_gettext("a file of nothing but zero bytes")
    if head.startswith(b"PK\3\4"):
        return next((kind for inside, kind in _IN_A_ZIP.items() if inside in head), _ZIP)
    for first, kind in _FIRST_BYTES.items():
        if head.startswith(first):
            return kind
    if head[4:8] == b"ftyp":
        return _PICTURE if head[8:12] in (b"heic", b"mif1", b"avif") else lazy_gettext("a video")
    if _HTML.match(head):
        return _PAGE
    if head.lstrip()[:1] in b"{[":
        return ""
    by_name = next((kind for ending, kind in _BY_NAME.items() if name.lower().endswith(ending)), None)
    return by_name or (_PROGRAM if _PYTHON.search(head) and b"\0" not in head else "")


def named(name: str, kind: AnyText) -> AnyText:
    """Return a file's name and kind for a message: `report.pdf` (a PDF)."""
    shown = f"`{clean(name, 80).replace('`', '')}`"
    return lazy_gettext("{name} ({kind})", name=shown, kind=kind) if kind else shown
