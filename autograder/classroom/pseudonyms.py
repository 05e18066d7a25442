"""Pseudonyms, and sentences on a hand-in without names of files: neither says whose it is."""

import hmac
import re

_FILE = re.compile(r"`[^`]*\.[^`]*`")  # a file's name, as messages write it


def pseudonym(secret: bytes, student: str) -> str:
    """Return a student's pseudonym: always the same one, and only this course's secret can make it."""
    return "s-" + hmac.digest(secret, b"pseudonym " + student.encode("utf-8", "replace"), "sha256").hex()[:10]


def without_file_names(said: str) -> str:
    """Replace names of files in a sentence on a hand-in: students often put their own name in one."""
    return _FILE.sub("`…`", said)
