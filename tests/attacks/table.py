"""Writes the table of attack classes and results in docs/security.md: `python tests/attacks/table.py`."""

import sys
from collections import Counter
from pathlib import Path

HOME = Path(__file__).parent
sys.path[:0] = [str(HOME), str(HOME.parent / "course")]

import arena
from attacks import ATTACKS, CLASSES

from autograder.sandbox.tiers import Tier

PAGE = arena.hand_ins.ROOT / "docs" / "security.md"
START, END = "<!-- written by tests/attacks/table.py: do not edit -->", "<!-- end of the table -->"
TIERS = (Tier.STRONG, Tier.GOOD)


def held(graded: arena.Graded) -> Counter[str]:
    """How many attacks of each class came to nothing."""
    found: Counter[str] = Counter()
    for attack in ATTACKS:
        found[attack.partition("_")[0]] += not arena.broken(graded, attack, ATTACKS[attack])
    return found


def row(kind: str, counts: dict[str, Counter[str]]) -> str:
    """One class's line."""
    many = sum(attack.partition("_")[0] == kind for attack in ATTACKS)
    return (
        f"| {CLASSES[kind]} | {many} | " + " | ".join(f"{counts[tier][kind]} held" for tier in TIERS) + " |"
    )


def table(counts: dict[str, Counter[str]]) -> str:
    """The whole table."""
    sums = " | ".join(f"{sum(counts[tier].values())} held" for tier in TIERS)
    head = [
        "| what is tried | attacks | " + " | ".join(TIERS) + " |",
        "| --- | --- |" + " --- |" * len(TIERS),
    ]
    return "\n".join([*head, *(row(kind, counts) for kind in CLASSES), f"| all | {len(ATTACKS)} | {sums} |"])


def written() -> str:
    """The table as it stands in the page."""
    return PAGE.read_text(encoding="utf-8").partition(START)[2].partition(END)[0].strip()


def main() -> int:
    """Grade the class at every tier and write what came of it."""
    missing = [f"{tier}: {why}" for tier in TIERS if (why := arena.missing(tier))]
    if missing:
        print("this machine does not offer every tier, so it cannot write the table:", *missing, sep="\n  ")
        return 3
    counts = {tier: held(arena.grade_class(tier)) for tier in TIERS}
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{START}\n\n{table(counts)}\n\n{END}{after}", encoding="utf-8")
    print(table(counts))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
