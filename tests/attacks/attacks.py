"""The attacks, by class: `attacks.yml` says what each tries and what it may come to, and has its program."""

from pathlib import Path
from typing import Literal

import msgspec

HOME = Path(__file__).parent

CLASSES = {
    "ending": "ending or stopping the process",
    "resources": "memory, threads, processes, files, output",
    "forged": "forged replies",
    "reading": "reading what is ours",
    "values": "values that lie",
    "monkeypatch": "monkeypatching",
    "network": "network",
    "privilege": "privilege",
    "persistence": "outliving the hand-in",
    "guessing": "guessing that a test is running",
    "tables": "look-up tables and half answers",
    "relying": "functions written with each other",
    "text": "text that reaches people",
    "notebook": "the file itself",
}


class Attack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One attack. Without a program, `whole_notebooks.<class>_<name>` makes the whole hand-in."""

    promise: Literal[  # which it tries to break
        "no point earned",
        "nothing of ours is seen",
        "nobody else is harmed",
        "ended in time",
        "nothing of the student's acts",
    ]
    attempt: str
    program: str = ""
    honest: tuple[str, ...] = ()  # functions in it that are honest code, and so may earn points
    status: Literal["graded", "error"] = "graded"  # "error": the file is no notebook, and a person is told so
    slips: bool = False  # it stops with a NameError or SyntaxError on purpose


class Elsewhere(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An attack on the suites of another assignment: it tries to earn a point."""

    attempt: str
    program: str
    points: float = 0.0  # what honest code in it is worth


def read_attacks() -> dict[str, Attack]:
    """Every attack by its name, `<class>_<name>`."""
    return {
        f"{kind}_{name}": attack
        for kind, attacks in _read("attacks.yml", Attack).items()
        for name, attack in attacks.items()
    }


def read_elsewhere() -> dict[tuple[str, str], Elsewhere]:
    """The attacks on other assignments, by assignment and name."""
    return {
        (assignment, name): attack
        for assignment, attacks in _read("elsewhere.yml", Elsewhere).items()
        for name, attack in attacks.items()
    }


def _read(file, kind):
    return msgspec.yaml.decode((HOME / file).read_bytes(), type=dict[str, dict[str, kind]])


ATTACKS = read_attacks()
