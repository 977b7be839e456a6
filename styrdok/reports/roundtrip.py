"""Judging in Excel: a sheet with drop-downs that goes out with the report, and what comes back.

Each row is a pair. Its id is made from the ids of its two documents and stands in a locked column, together with the
titles; on the way back both must agree, so that a row that was moved or edited is turned away and never put on another
pair.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from styrdok.errors import MissingDependency, UnreadableInput, UsageProblem
from styrdok.findings import Overlap
from styrdok.language import words
from styrdok.registry.reviews import Review
from styrdok.reports.model import printable
from styrdok.vocabulary import Action, Verdict

SHEET = "Bedöm"
HEADERS = ("Id", "Dokument A", "Dokument B", "Poäng", "Varför", "Bedömning", "Åtgärd", "Kommentar", "Vem")
WIDTHS = (14, 38, 38, 8, 60, 14, 18, 40, 18)
_FIRST_OPEN = 5
_SPARE_ROWS = 200
_VERDICTS = {words.VERDICT[verdict]: verdict for verdict in Verdict}
_ACTIONS = {words.ACTION[action]: action for action in Action}
Pair = tuple[str, str]
FormRows = tuple[tuple[str, ...], ...]


def pair_id(pair: Pair) -> str:
    """The name of a pair in the sheet; no part of it can be guessed from another."""
    return "p" + hashlib.sha256(" ".join(sorted(pair)).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Line:
    """What one row of the sheet says."""

    pair: Pair
    verdict: Verdict
    reason: Action | None
    comment: str
    who: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a returned sheet would add: the new line, and what the same reviewer said before, if anything."""

    line: Line
    before: Line | None


@dataclass(frozen=True, slots=True)
class Returned:
    """What a sheet says that is new, and how many of its judgements were known."""

    new: tuple[Difference, ...] = field(default=())
    known: int = 0


def form_of(overlaps: Sequence[Overlap], titles: Mapping[str, str], reviews: Sequence[Review] = ()) -> FormRows:
    """The sheet for the pairs of different documents, strongest first, one row for each judgement there is."""
    judged: dict[Pair, list[Line]] = {}
    for line in lines_of(reviews):
        judged.setdefault(line.pair, []).append(line)
    rows: list[tuple[str, ...]] = []
    for overlap in overlaps:
        pair = (overlap.a, overlap.b)
        if overlap.lineage and pair not in judged:
            continue
        why = " ".join(str(signal.sentence) for signal in overlap.signals)
        head = (pair_id(pair), titles[overlap.a], titles[overlap.b], f"{overlap.score:.2f}", why)
        rows += [(*head, *_cells(line)) for line in judged.get(pair, [])] or [(*head, "", "", "", "")]
    return tuple(rows)


def lines_of(reviews: Sequence[Review]) -> tuple[Line, ...]:
    """The judgements of pairs as lines of the sheet."""
    found = []
    for review in reviews:
        act = review.act
        if act.action is None and len(act.documents) == 2 and act.verdict is not None:
            pair = (act.documents[0], act.documents[1])
            found.append(Line(pair, act.verdict, act.reason, act.comment, act.who))
    return tuple(found)


def _cells(line: Line) -> tuple[str, str, str, str]:
    return words.VERDICT[line.verdict], words.ACTION[line.reason] if line.reason else "", line.comment, line.who


def write_form(book: Any, rows: FormRows) -> None:
    """Add the sheet to an open XlsxWriter workbook: what must not change is locked, the rest has drop-downs."""
    sheet = book.add_worksheet(SHEET)
    bold = book.add_format({"bold": True, "border": 1})
    locked = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#F0EEE8"})
    open_ = book.add_format({"text_wrap": True, "valign": "top", "locked": False})
    for column, (header, width) in enumerate(zip(HEADERS, WIDTHS, strict=True)):
        sheet.write_string(0, column, header, bold)
        sheet.set_column(column, column, width)
    last = len(rows) + _SPARE_ROWS
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, printable(text), locked if column < _FIRST_OPEN else open_)
    for number in range(len(rows) + 1, last + 1):
        for column in range(len(HEADERS)):
            sheet.write_blank(number, column, None, open_)
    _choices(sheet, last, 5, sorted(_VERDICTS))
    _choices(sheet, last, 6, sorted(_ACTIONS))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(HEADERS) - 1)
    book.define_name("tblBedom", f"='{SHEET}'!$A$1:${chr(ord('A') + len(HEADERS) - 1)}${max(len(rows), 1) + 1}")
    sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})


def _choices(sheet: Any, last: int, column: int, values: list[str]) -> None:
    options = {
        "validate": "list",
        "source": values,
        "error_title": "Välj ur listan",
        "error_message": "Välj ett av värdena i listan, eller lämna rutan tom.",
    }
    sheet.data_validation(1, column, last, column, options)


def read_form(path: Path, titles: Mapping[str, str]) -> tuple[Line, ...]:
    """The judgements of a returned workbook, rows without a verdict left out.

    ``titles`` are those of all documents by id. Raises :class:`~styrdok.errors.UnreadableInput` for what is no such
    workbook, :class:`~styrdok.errors.UsageProblem` that names each wrong row, and
    :class:`~styrdok.errors.MissingDependency`.
    """
    pairs = {pair_id(pair): pair for pair in combinations(sorted(titles), 2)}
    lines: list[Line] = []
    wrong: list[str] = []
    for number, row in enumerate(_rows(path), 2):
        if not any(row):
            continue
        try:
            line = _line(row, pairs, titles)
        except ValueError as problem:
            wrong.append(f"Rad {number}: {problem}")
            continue
        if line is not None:
            lines.append(line)
    if wrong:
        told = "\n".join(wrong[:20])
        raise UsageProblem(
            f"{path}: inget lästes in.\n{told}", "Rätta raderna, eller hämta ett nytt ark med styrdok report."
        )
    return tuple(lines)


def _rows(path: Path) -> list[tuple[str, ...]]:
    try:
        from openpyxl import load_workbook
    except ImportError as problem:
        raise MissingDependency(
            "Reading Excel files needs openpyxl, which is not installed.", "Install it: pip install 'styrdok[office]'"
        ) from problem
    hint = "Give the workbook that 'styrdok report --out FILE.xlsx' wrote."
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except OSError as problem:
        raise UnreadableInput(f"{path} cannot be read: {problem.strerror or problem}.", hint) from problem
    except Exception as problem:
        raise UnreadableInput(f"{path} is not an Excel workbook.", hint) from problem
    try:
        if SHEET not in book.sheetnames:
            raise UnreadableInput(f"{path} has no sheet '{SHEET}'.", hint)
        rows = [tuple(_text(cell) for cell in row) for row in book[SHEET].iter_rows(values_only=True)]
    finally:
        book.close()
    if not rows or rows[0][: len(HEADERS)] != HEADERS:
        raise UnreadableInput(f"The columns of the sheet '{SHEET}' in {path} were changed.", hint)
    return [row[: len(HEADERS)] for row in rows[1:]]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _line(row: tuple[str, ...], pairs: Mapping[str, Pair], titles: Mapping[str, str]) -> Line | None:
    """What a row says, ``None`` for no verdict. Raises :class:`ValueError` with a sentence for people."""
    identity, a, b, _, _, verdict, reason, comment, who = row
    pair = pairs.get(identity)
    if pair is None:
        raise ValueError(f"id ”{identity}” finns inte i registret; id får inte ändras.")
    if (printable(titles[pair[0]]).strip(), printable(titles[pair[1]]).strip()) != (a, b):
        raise ValueError(f"id ”{identity}” hör till ett annat par än ”{a}” och ”{b}”.")
    if verdict and verdict not in _VERDICTS:
        raise ValueError(f"bedömningen ”{verdict}” är okänd; välj {', '.join(sorted(_VERDICTS))}.")
    if reason and reason not in _ACTIONS:
        raise ValueError(f"åtgärden ”{reason}” är okänd; välj ur listan.")
    if not verdict and (reason or comment):
        raise ValueError("det finns en åtgärd eller kommentar men ingen bedömning.")
    return Line(pair, _VERDICTS[verdict], _ACTIONS.get(reason), comment, who) if verdict else None


def differences(lines: Sequence[Line], reviews: Sequence[Review], who: str) -> Returned:
    """What the lines say that the registry does not; ``who`` judges where a line names nobody.

    Raises :class:`~styrdok.errors.UsageProblem` when one reviewer says two things of the same pair.
    """
    before = {(line.pair, line.who): line for line in lines_of(reviews)}
    seen: dict[tuple[Pair, str], Line] = {}
    new: list[Difference] = []
    for line in lines:
        named = Line(line.pair, line.verdict, line.reason, line.comment, line.who or who)
        key = (named.pair, named.who)
        if seen.setdefault(key, named) != named:
            raise UsageProblem(
                f"{named.who} bedömer samma par ({pair_id(named.pair)}) på två sätt.", "Behåll en av raderna."
            )
        if before.get(key) != named and named not in [item.line for item in new]:
            new.append(Difference(named, before.get(key)))
    return Returned(tuple(new), len(seen) - len(new))
