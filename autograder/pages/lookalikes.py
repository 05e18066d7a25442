"""Pairs of solutions that look alike where most solutions do not: something to ask about, never a proof.

The fingerprints are copydetect's: every run of a few characters of the code, with names, texts and comments
taken out, so that renaming hides nothing. Code that is no sign of copying is left out: the stub, the given
code, the reference, and whatever several students wrote, such as a textbook's formula.
"""

import io
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations

import msgspec

from autograder.errors import INSTALL, AutograderError

RUN = 20  # characters of a fingerprint, of code whose names are a letter each: about a line
FEWEST = 20  # fingerprints that a pair has and hardly anybody else: about two lines' worth
ALIKE = 0.6  # of the rare fingerprints of the one who has more
SHARED_BY = 0.1  # of the class, and at least 3 students: what more of them wrote is common
MOST_PAIRS = 50  # on a page


class SimilarPair(msgspec.Struct, frozen=True):
    """Two students whose code looks alike, with the share of each function that does, 0 to 1."""

    students: tuple[str, str]
    functions: dict[str, float]
    fingerprints: int  # that both have, over all functions; the list is sorted by it


def pairs(code: Mapping[str, Mapping[str, str]], known: Iterable[str]) -> list[SimilarPair]:
    """Return pairs among `code` (student -> function -> text), most alike first; leave `known` code out."""
    usual = set[int]().union(*(fingerprints(text) for text in known))
    alike: dict[tuple[str, str], dict[str, tuple[int, float]]] = {}
    for function in sorted({name for texts in code.values() for name in texts}):
        prints = {
            who: fingerprints(texts[function]) - usual for who, texts in code.items() if function in texts
        }
        counts = Counter(mark for marks in prints.values() for mark in marks)
        often = {mark for mark, count in counts.items() if count > max(3, SHARED_BY * len(prints))}
        rare = {who: marks - often for who, marks in prints.items()}
        rare = {who: marks for who, marks in rare.items() if len(marks) >= FEWEST}
        for one, other in combinations(sorted(rare), 2):
            shared = len(rare[one] & rare[other])
            part = shared / max(len(rare[one]), len(rare[other]))
            if shared >= FEWEST and part >= ALIKE:
                alike.setdefault((one, other), {})[function] = (shared, round(part, 2))
    every = [
        SimilarPair(
            both, {name: part for name, (_, part) in parts.items()}, sum(count for count, _ in parts.values())
        )
        for both, parts in alike.items()
    ]
    return sorted(every, key=lambda pair: (-pair.fingerprints, pair.students))[:MOST_PAIRS]


def fingerprints(text: str) -> set[int]:
    """Return all fingerprints of a piece of code. None is skipped, so that the hash seed changes nothing."""
    try:
        from copydetect import CodeFingerprint  # here: it loads what draws plots, which takes half a second
    except ImportError as error:
        raise AutograderError("copydetect", "is not installed", INSTALL) from error

    found: set[int] = CodeFingerprint("code.py", RUN, 1, language="python", fp=io.StringIO(text)).hashes
    return found
