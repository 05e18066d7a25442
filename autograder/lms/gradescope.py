"""Gradescope: the list in its submissions export, and the table of grades that it exports itself.

Gradescope imports no scores and no feedback. Its autograder is made by `gradescope_zip.py`.
"""

import re
from collections.abc import Mapping, Sequence

import yaml

from autograder import timestamps
from autograder.csv_tables import TrustedText, write_table
from autograder.lms.recipients import Export, Wanted, formulas, points, span
from autograder.lms.student_names import Names
from autograder.lms.system import LMS, Arrival, Claim, Listing, TimesTable

_NUMBER = re.compile(r"[0-9]{1,18}")
_SUBMITTER = {"sid": ("number", "id", "login", "lms_id"), "email": ("email",), "name": ("name",)}


def _claim(parts: Sequence[str], _: Names, arrivals: Mapping[str, Arrival]) -> Claim | None:
    """Find the student of `submission_77/lab1.ipynb` in the list, by the folder's name alone."""
    folder = parts[0]
    if arrival := arrivals.get(folder):
        number = folder.rpartition("_")[2]
        return Claim(
            arrival.students,
            f"{folder} (Gradescope)",
            parts[-1],
            lms_id=folder,
            serial=int(number) if _NUMBER.fullmatch(number) else 0,
            moment=arrival.moment,
        )
    return None


def _read_list(raw: bytes, names: Names) -> dict[str, Arrival]:
    """Map folders to students and moment, from `submission_metadata.yml`; raise ValueError if it is none."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value as it is written: 0123 is no number
    try:
        entries = yaml.load(raw, loader)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(f"this is not YAML: {error}") from error
    if not isinstance(entries, dict):
        raise ValueError("it is no list of hand-ins")
    arrivals = {}
    for folder, value in entries.items():
        entry = value if isinstance(value, dict) else {}
        people = entry.get(":submitters")
        students = {
            student
            for person in (people if isinstance(people, list) else [])
            if isinstance(person, dict)
            for student in _submitter(names, person)
        }
        moment = timestamps.timestamp(re.sub(r"\s+Z$", "+00:00", _text(entry.get(":created_at"))))
        arrivals[str(folder)] = Arrival(moment, None, tuple(sorted(students)))
    return arrivals


def _text(value: object) -> str:
    """Return a value that is text, else "": a list of lists of lists would be gigabytes as text."""
    return value if isinstance(value, str) else ""


def _submitter(names: Names, person: Mapping[str, object]) -> tuple[str, ...]:
    pairs = ((kind, _text(person.get(f":{field}"))) for field, kinds in _SUBMITTER.items() for kind in kinds)
    return next((students for kind, value in pairs if value and (students := names.of(kind, value))), ())


def _is_late(lateness: str) -> bool | None:
    return lateness.strip("0:") != "" if re.fullmatch(r"\d+:\d\d:\d\d", lateness) else None


def _export(wanted: Wanted) -> Export:
    """Make the table that Gradescope itself exports, for programs that read that."""
    cells = list(dict.fromkeys(cell for result in wanted.results for cell in result.cells))
    head = ["Name", "SID", "Email", "Sections", "Total Score", "Max Points", "Status", "Submission ID"]
    head += ["Submission Time", "Lateness (H:M:S)", "View Count", "Submission Count"]
    rows: list[Sequence[str]] = [
        [*head, *(f"{number}: {cell.removeprefix('test_')}" for number, cell in enumerate(cells, 1))]
    ]
    words = {"final": "Graded", "waits": "Ungraded", "missing": "Missing"}
    for result in wanted.results:
        when = result.submitted_at
        rows.append(
            [
                result.person.name or result.student,
                result.person.number or result.student,
                result.person.email,
                result.person.section,
                points(result.score) if result.score is not None else "",
                points(result.max_score),
                words[result.status],
                "",
                TrustedText(f"{when.astimezone(wanted.zone):%Y-%m-%d %H:%M:%S %z}") if when else "",
                span(result.late_by),
                "",
                str(result.hand_in_count) if result.status != "missing" else "",
                *(
                    points(score)
                    if (score := result.cells.get(cell)) is not None and result.score is not None
                    else ""
                    for cell in cells
                ),
            ]
        )
    notes = formulas(result.person for result in wanted.results)
    return Export(write_table(rows), len(wanted.results), tuple(notes))


GRADESCOPE = LMS(
    name="gradescope",
    title="Gradescope",
    claim=_claim,
    is_id_of_student=False,
    listing=Listing("submission_metadata.yml", r"submission_[0-9]+", _read_list),
    around=r"assignment_[0-9]+_export.*",
    times=TimesTable(("submission time",), ("lateness (h:m:s)",), _is_late),
    roster_columns={"sid": "number", "sections": "section", "section name": "section"},
    roles={"role": ("student",)},
    export=_export,
)
