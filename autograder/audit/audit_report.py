"""Report of an audit: a table of proofs, and a sentence for each weakness."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from rich.table import Table
from rich.text import Text

from autograder.audit.guessing import LIMIT
from autograder.audit.trials import ROUNDS, AuditedAssignment, Kind, Trial, TrialResult, is_full, seeds_of
from autograder.diagnosis.messages import DIAGNOSES
from autograder.diagnosis.mutants import Mutant
from autograder.files import json_bytes
from autograder.grading.suite import Suites, Test
from autograder.report import CellReport, Outcome, Report
from autograder.text import AnyText, Language

STYLES = 6  # right answers in other styles, for each function
UNSEEN = 10  # one misconception in so many may pass all visible checks

Proof = Literal[
    "reference", "stub", "hollow", "misconceptions", "desk", "variants", "mutants", "seeds", "wide", "words"
]
PROOFS: dict[Proof, str] = {
    "reference": "the reference gets every point",
    "stub": "the released notebook is not attempted and gets nothing",
    "hollow": f"answers that say nothing get nothing, and guesses less than {LIMIT:.0%}",
    "misconceptions": "each misconception loses points, and is diagnosed as itself",
    "desk": "misconceptions that a visible check sees",
    "variants": f"right answers in other styles get every point; at least {STYLES}",
    "mutants": "a slip anywhere in the reference is caught",
    "seeds": "what is right is right with each seed",
    "wide": "no test sets two answers against each other before it has looked at their shapes",
    "words": "titles and hints in every language",
}


class Weakness(msgspec.Struct, frozen=True):
    """A weakness to fix. `function` is empty if it concerns the whole assignment."""

    assignment: str
    function: str
    proof: Proof
    what: str
    next_step: str
    program: str = ""  # code that shows it, to paste into the function's cell
    test: str = ""  # a test that would catch it, to paste into the function's suite


class ProofCount(msgspec.Struct, frozen=True):
    """Counts of a proof's trials: all of them (`whole`), and those with the right outcome (`good`)."""

    good: int
    whole: int


class FunctionProof(msgspec.Struct, frozen=True):
    """A function's points and number of tests, and the counts of its trials by proof."""

    assignment: str
    function: str
    points: float
    tests: int
    proofs: dict[Proof, ProofCount]


class Audit(msgspec.Struct, frozen=True):
    """The audit of one assignment."""

    assignment: str
    rows: tuple[FunctionProof, ...]
    weak: tuple[Weakness, ...]


Results = Sequence[tuple[Trial, TrialResult]]


def surviving_mutants(audited: AuditedAssignment, results: Results) -> Iterator[Mutant]:
    """Yield the mutants that pass every hidden test in some round, except those excused in equivalent.yml."""
    for trial, result in results:
        if trial.kind == "mutant" and result.passed_by:
            mutant = audited.mutants[trial.function][int(trial.name)]
            if not any(equivalent.excuses(mutant) for equivalent in audited.equivalent):
                yield mutant


def audit_of(
    audited: AuditedAssignment,
    suites: Suites,
    results: Results,
    suggested: Mapping[Mutant, str] | None = None,
) -> Audit:
    """Return the table's rows and all weaknesses. `suggested` maps mutants to tests; None: not looked for."""
    weak: list[Weakness] = []
    rows: list[FunctionProof] = []
    whole = {trial.kind: result.report for trial, result in results if not trial.function and result.report}
    weak += _of_notebook(audited, whole["notebook"], whole["stub"])
    chosen = {trial.function for trial, _ in results}
    for function in (each for each in audited.texts if each in chosen):
        results_here = [(trial, result) for trial, result in results if trial.function == function]
        tests = suites.cells.get(f"test_{function}", ())
        proofs, found = _of_function(audited, function, tests, results_here, whole, suggested)
        weak += found
        points = audited.job.release.tests[f"test_{function}"].points or 0.0
        rows.append(FunctionProof(audited.name, function, points, len(tests), proofs))
    weak += _of_desk(audited, results)
    return Audit(audited.name, tuple(rows), tuple(weak))


def _of_notebook(audited: AuditedAssignment, report: Report, stub: Report) -> Iterator[Weakness]:
    """Yield weaknesses of the whole notebook: a cell that stops, lost points, a stub that earns points."""
    name = audited.name
    source = f"source/{name}/{name}.ipynb"
    for note in report.run:
        if note.error:
            what = f"the cell {note.cell} stops: {note.error}"
            yield Weakness(name, "", "reference", what, f"fix it in {source}")
    for text in report.notes:
        yield Weakness(name, "", "reference", f"reading the reference's notebook: {text}", f"fix {source}")
    points = sum(cell.points for cell in report.cells.values())
    if report.score != points:
        what = f"the reference earns {report.score} of {points:g} points"
        yield Weakness(name, "", "reference", what, "see below which test fails it")
    if stub.score != 0.0:
        what = f"the released notebook earns {stub.score} points"
        yield Weakness(name, "", "stub", what, f"see which of its cells already answers, in {source}")


def _of_function(
    audited: AuditedAssignment,
    function: str,
    tests: Sequence[Test],
    results: Results,
    whole: dict[Kind, Report],
    suggested: Mapping[Mutant, str] | None,
) -> tuple[dict[Proof, ProofCount], list[Weakness]]:
    """Return a function's counts by proof, and its weaknesses."""
    cell = f"test_{function}"
    weak: list[Weakness] = []
    proofs: dict[Proof, ProofCount] = {}
    suite = f"tests/suites/{audited.name}/{cell}.py"

    def say(proof: Proof, what: str, next_step: str) -> None:
        weak.append(Weakness(audited.name, function, proof, what, next_step))

    def count(proof: Proof, kinds: Sequence[bool]) -> None:
        proofs[proof] = ProofCount(sum(kinds), len(kinds))

    for text in dict.fromkeys(text for _, result in results for text in result.broken):
        say("reference", f"an error of ours: {text}", f"fix {suite}")

    for test in whole["notebook"].cells[cell].tests:
        if test.outcome is not Outcome.PASSED:
            what = f"the reference does not pass {test.name} ({test.outcome}): {test.message}".rstrip(": ")
            say("reference", what, f"fix {suite} or the solution")
    if all(test.visible or test.side for test in tests):
        say(
            "reference",
            "no hidden test of values judges it",
            f"write one, without the mark `side`, in {suite}",
        )
    count("reference", [is_full(whole["notebook"].cells[cell])])

    stub = whole["stub"].cells[cell]
    idle = stub.outcome is Outcome.NOT_ATTEMPTED
    if not idle:
        say("stub", f"the stub is {stub.outcome}", "let no other cell of the release define it")
    count("stub", [idle and stub.score == 0.0])

    goods = []
    for trial, report in _of(results, "hollow"):
        score = report.cells[cell].score
        goods.append(score == 0.0)
        if score:  # none where a test is an error of ours, which is said above
            names = ", ".join(
                test.name
                for test in report.cells[cell].tests
                if test.outcome is Outcome.PASSED and not test.visible and not test.side
            )
            what = f"an answer that is always {trial.name} earns {_points(score)} points: it passes {names}"
            say("hollow", what, f"let that test ask for more in {suite}, or mark it `side`")
    goods += [result.earned.seeds == 0 for trial, result in results if trial.kind == "guess"]
    count("hollow", goods)
    weak += _of_guesses(audited, function, suite, results)

    count("misconceptions", _of_misconceptions(audited, cell, results, say))
    count("desk", [_is_seen(report.cells[cell]) for _, report in _of(results, "misconception")])
    count("variants", _of_variants(audited, function, results, say))
    survived = _of_mutants(audited, function, results, suggested)
    tried = sum(trial.kind == "mutant" for trial, _ in results)
    proofs["mutants"] = ProofCount(tried - len(survived), tried)
    weak += [*survived, *_of_equivalents(audited, function, results)]

    seeds, steady = {test.name: seeds_of(test, audited.seeds) for test in tests}, []
    for trial, result in results:
        if trial.kind == "variant" and result.report is not None and is_full(result.report.cells[cell]):
            steady.append(not result.failed_seeds)
            for name, times in result.failed_seeds.items():
                who = f"the style {trial.name}" if trial.name else "the reference"
                what = f"{name} fails {who} with {times} of {seeds[name]} seeds"
                say("seeds", what, f"widen its tolerance or its inputs in {suite}")
    count("seeds", steady)
    spread = {name for _, result in results for name in result.spread}
    for name in sorted(spread):
        what = (
            f"{name} sets two answers against each other, whatever their shapes: they could fill the memory"
        )
        say("wide", what, "look at the shape of each first, or compare each with a number of your own")
    count("wide", [test.name not in spread for test in tests])
    count("words", _of_words(audited, function, tests, say))
    return proofs, weak


def _of_guesses(
    audited: AuditedAssignment, function: str, suite: str, results: Results
) -> Iterator[Weakness]:
    """Yield a weakness for each set of value tests that guesses pass: the guess that earns most."""
    kinds: dict[tuple[str, ...], list[tuple[Trial, TrialResult]]] = {}
    for trial, result in results:
        if trial.kind == "guess" and result.earned.seeds:
            kinds.setdefault(result.earned.passed, []).append((trial, result))
    for passed, alike in kinds.items():
        trial, result = max(alike, key=lambda pair: pair[1].earned.share)
        earned = result.earned
        luck = "" if earned.seeds == audited.seeds else f" with {earned.seeds} of {audited.seeds} seeds"
        others = f", and {len(alike) - 1} more like it" if len(alike) > 1 else ""
        what = (
            f"a hollow answer ({trial.name}{others}) earns {earned.share:.0%} of the points{luck}: "
            f"it passes {', '.join(passed)}"
        )
        next_step = f"let that test compare contents with drawn numbers in {suite}, or mark it `side`"
        yield Weakness(audited.name, function, "hollow", what, next_step, result.program)


Say = Callable[[Proof, str, str], None]


def _of(results: Results, kind: Kind) -> Iterator[tuple[Trial, Report]]:
    return (
        (trial, result.report)
        for trial, result in results
        if trial.kind == kind and result.report is not None
    )


def _points(score: float | None) -> str:
    return "an undecided number of" if score is None else f"{score:g}"


def _is_seen(cell: CellReport) -> bool:
    return any(test.visible and test.outcome is not Outcome.PASSED for test in cell.tests)


def _of_misconceptions(audited: AuditedAssignment, cell: str, results: Results, say: Say) -> list[bool]:
    goods = []
    table = f"tests/suites/{audited.name}/misconceptions.yml"
    suite = f"tests/suites/{audited.name}/{cell}.py"
    for trial, result in results:
        if trial.kind != "misconception" or result.report is None:
            continue
        cell_report, entry = result.report.cells[cell], audited.known[trial.name]
        wanted = entry.told_as or trial.name
        good = False
        if result.passed_by == ROUNDS:
            say("misconceptions", f"no hidden test fails {trial.name}", f"add one to {suite}")
        elif result.passed_by:
            what = f"{trial.name} passes all hidden tests by luck, {result.passed_by} of {ROUNDS} times"
            say("misconceptions", what, f"draw inputs in {suite} that always show it")
        elif cell_report.score is None or cell_report.score >= cell_report.points:
            say("misconceptions", f"{trial.name} earns {_points(cell_report.score)} points", f"fix {suite}")
        elif audited.book and cell_report.diagnosis != wanted:
            what = f"{trial.name} is diagnosed as {cell_report.diagnosis or 'nothing'}, and not as {wanted}"
            where = f"source/{audited.name}/checks/probes.py"
            next_step = f"add a probe to {where}, or put the special before the general in {table}"
            say("misconceptions", what, next_step)
        else:
            good = True
        goods.append(good)
    if audited.book and not goods:
        say("misconceptions", "there is no typical mistake of it", f"add one to {table}")
    return goods


def _of_variants(audited: AuditedAssignment, function: str, results: Results, say: Say) -> list[bool]:
    goods = []
    file = f"tests/course/variants/{audited.name}.yml"
    suite = f"tests/suites/{audited.name}/test_{function}.py"
    for trial, report in _of(results, "variant"):
        if not trial.name:
            continue  # the reference, which is proved apart
        cell = report.cells[f"test_{function}"]
        goods.append(is_full(cell))
        if not cell.tests:
            what = f"the style {trial.name} counts as {cell.outcome}"
            say("variants", what, f"fix {file}::{function}::{trial.name}")
        for test in cell.tests:
            if test.outcome is not Outcome.PASSED:
                what = f"the style {trial.name} does not pass {test.name}: {test.message}".rstrip(": ")
                say("variants", what, f"fix {suite}, or {file}::{function}::{trial.name} if that is wrong")
    if len(goods) < STYLES:
        what = f"{len(goods)} right answers in another style; {STYLES} are wanted"
        say("variants", what, f"write them into {file}, below `{function}:`")
    return goods


def _of_mutants(
    audited: AuditedAssignment, function: str, results: Results, suggested: Mapping[Mutant, str] | None
) -> list[Weakness]:
    suite = f"tests/suites/{audited.name}/test_{function}.py"
    times = {
        audited.mutants[function][int(trial.name)]: result.passed_by
        for trial, result in results
        if trial.kind == "mutant"
    }
    weak: list[Weakness] = []
    for mutant in surviving_mutants(audited, results):
        luck = "" if times[mutant] == ROUNDS else f", {times[mutant]} of {ROUNDS} times"
        slip = f"in {mutant.place}, `{mutant.after}` in the place of `{mutant.before}`"
        test = "" if suggested is None else suggested.get(mutant, "")
        add = f"add a test to {suite}"
        if test in {each.test for each in weak} - {""}:
            add, test = "the test above sees it too", ""
        elif test:
            add = f"add the test below to {suite}"
        elif suggested is not None:
            add = f"no inputs were found that tell it apart; {add}"
        next_step = f"{add}; or, if it is right too, list it with the reason in tests/suites/equivalent.yml"
        what = f"no hidden test sees this slip{luck}: {slip}"
        weak.append(Weakness(audited.name, function, "mutants", what, next_step, test=test))
    return weak


def _of_equivalents(audited: AuditedAssignment, function: str, results: Results) -> Iterator[Weakness]:
    """Yield a weakness for each entry of equivalent.yml that is no longer true."""
    survived = [
        audited.mutants[function][int(trial.name)]
        for trial, result in results
        if trial.kind == "mutant" and result.passed_by
    ]
    for one in audited.equivalent:
        if one.function.split(".")[0] == function and not any(map(one.excuses, survived)):
            what = f"equivalent.yml lists for {one.function} what a test sees, or no mutant: "
            text = f"`{one.before}` → `{one.after or '…'}`"
            next_step = "take it out; or fix the test, if it fails something right"
            yield Weakness(audited.name, function, "mutants", what + text, next_step)


def _of_desk(audited: AuditedAssignment, results: Results) -> Iterator[Weakness]:
    """Yield a weakness if too many misconceptions pass all visible checks, and so surprise students later."""
    wrong = list(_of(results, "misconception"))
    unseen = [trial.name for trial, report in wrong if not _is_seen(report.cells[f"test_{trial.function}"])]
    if len(unseen) * UNSEEN > len(wrong):
        what = f"{len(unseen)} of {len(wrong)} misconceptions pass all visible checks: {', '.join(unseen)}"
        next_step = f"add checks to source/{audited.name}/checks/; one in {UNSEEN} may pass"
        yield Weakness(audited.name, "", "desk", what, next_step)


def _of_words(audited: AuditedAssignment, function: str, tests: Sequence[Test], say: Say) -> list[bool]:
    """Return for each title and hint whether all languages have it; also report tests that do not run."""
    goods = []
    untold: dict[str, list[str]] = {}
    for test in tests:
        folder = f"source/{audited.name}/checks" if test.visible else f"tests/suites/{audited.name}"
        file = f"{folder}/test_{function}.py"
        if test.refused:
            say("reference", f"{test.name} is marked {test.refused}", f"let it run, or delete it from {file}")
        goods.append(bool(test.item.function.__doc__) and not _untranslated(test.title, audited))
        if not goods[-1]:
            untold.setdefault(file, []).append(test.item.originalname)
    for file, names in untold.items():
        what = f"no title in every language of the course: {', '.join(dict.fromkeys(names))}"
        lines = " and ".join(f"`{language}: …`" for language in audited.languages[1:])
        next_step = (
            f"give each docstring a line {lines} in {file}" if lines else f"give each a docstring in {file}"
        )
        say("words", what, next_step)
    for name, entry in audited.known.items():
        if entry.function == function:
            told = audited.languages[:1] if isinstance(entry.hint, str) else entry.hint
            goods.append({*audited.languages} <= {*told})
            if not goods[-1]:
                what = f"the hint of {name} is not in every language of the course"
                say("words", what, "write it in misconceptions.yml")
            if entry.told_as and entry.told_as not in DIAGNOSES:
                what = f"{name} is `told_as: {entry.told_as}`, which is no general diagnosis"
                say("misconceptions", what, f"use one of: {', '.join(DIAGNOSES)}")
    return goods


def _untranslated(text: AnyText, audited: AuditedAssignment) -> set[Language]:
    """Return the course's languages that a text lacks. A plain string is in the course's own language."""
    written = {audited.languages[0]} if isinstance(text, str) else {*text.words}
    return {*audited.languages} - written


# --- the table ---------------------------------------------------------------------------------


def proof_table(audit: Audit) -> Table:
    """Return a table: a column for each function, a row for each proof; what is weak is red and marked."""
    whole = Table(title=audit.assignment, padding=(0, 0, 0, 1))
    whole.add_column("proof", no_wrap=True, min_width=14)
    for row in audit.rows:
        whole.add_column(row.function, justify="right", overflow="fold")
    whole.add_row("points", *(f"{row.points:g}" for row in audit.rows))
    whole.add_row("tests", *(str(row.tests) for row in audit.rows))
    weak = {(each.function, each.proof) for each in audit.weak}
    for proof in PROOFS:
        cells = [
            _cell(row.proofs[proof], bool({(row.function, proof), ("", proof)} & weak)) for row in audit.rows
        ]
        whole.add_row(proof, *cells)
    return whole


def _cell(tally: ProofCount, is_weak: bool) -> Text:
    text = f"{tally.good}/{tally.whole}" + (" !" if is_weak else "")
    return Text(text, style="bold red" if is_weak else "")


def weakness_lines(audits: Sequence[Audit]) -> Iterator[str]:
    """Yield each weakness with its next step, its program and its test; then a line of totals."""
    for audit in audits:
        for each in audit.weak:
            where = f"{each.assignment}, {each.function}" if each.function else each.assignment
            yield f"{where}: {each.what}\n  next: {each.next_step}"
            if each.program:
                yield f"  its code, for the cell `{each.function}`:\n\n{each.program.strip()}\n"
            if each.test:
                yield f"  a test that sees it, for the suite of `{each.function}`:\n\n{each.test.strip()}\n"
    count = sum(len(one.weak) for one in audits)
    functions = sum(len(one.rows) for one in audits)
    yield f"functions: {functions}; weak: {count or 'nothing'}"


def as_json(audits: Sequence[Audit]) -> bytes:
    """Return all audits as one JSON."""
    return json_bytes({"proofs": PROOFS, "assignments": [msgspec.to_builtins(audit) for audit in audits]})
