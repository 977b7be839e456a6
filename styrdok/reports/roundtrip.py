"""Judging in Excel: a sheet with drop-downs that goes out with the report, and what comes back.

Each row is a pair. Its id is made from the ids of its two documents and stands in a locked column, together with the
titles; on the way back both must agree, so that a row that was moved or edited is turned away and never put on another
pair. A workbook is written in one language and read in any: what a sheet says is known by its headers and words.
"""

import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

from styrdok.engines.kept import analysed
from styrdok.errors import UnreadableInput, UsageProblem
from styrdok.findings import Overlap
from styrdok.judgements.acts import Opinion
from styrdok.judgements.reviews import Review
from styrdok.language import IN_SWEDISH, Language, Sentence, headings, languages
from styrdok.registry.store import Registry
from styrdok.reports.model import printable
from styrdok.vocabulary import Action, Verdict

SHEET = "Bedöm"
NAME = "tblBedom"
"""What the sheet is called inside the workbook, whatever its language."""

_LARGEST = 1 << 28
_MOST_ROWS = 200_000
HEADERS = headings("Id", "Dokument A", "Dokument B", "Poäng", "Varför", "Bedömning", "Åtgärd", "Kommentar", "Vem")
WIDTHS = (14, 38, 38, 8, 60, 14, 18, 40, 18)
_FIRST_OPEN = 5
_SPARE_ROWS = 200
Code = TypeVar("Code", bound=StrEnum)
Pair = tuple[str, str]
FormRows = tuple[tuple[str, ...], ...]


def pair_id(pair: Pair) -> str:
    """The name of a pair in the sheet; no part of it can be guessed from another."""
    return "p" + hashlib.sha256(" ".join(sorted(pair)).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class FormLine:
    """What one row of the sheet says."""

    pair: Pair
    verdict: Verdict
    reason: Action | None
    comment: str
    who: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a returned sheet would add: the new line, and what the same reviewer said before, if anything."""

    line: FormLine
    before: FormLine | None


@dataclass(frozen=True, slots=True)
class Returned:
    """What a sheet says that is new, and how many of its judgements were known."""

    new: tuple[Difference, ...] = field(default=())
    known: int = 0


def sheet_name(language: Language) -> str:
    """What the sheet is called in a language."""
    return language.say("Bedöm")


def _headers(language: Language) -> tuple[str, ...]:
    return tuple(map(language.heading, HEADERS))


def form_of(
    overlaps: Sequence[Overlap],
    titles: Mapping[str, str],
    reviews: Sequence[Review] = (),
    language: Language = IN_SWEDISH,
) -> FormRows:
    """The sheet for the pairs of different documents, strongest first, one row for each judgement there is."""
    judged: dict[Pair, list[FormLine]] = {}
    for line in lines_of(reviews):
        judged.setdefault(line.pair, []).append(line)
    rows: list[tuple[str, ...]] = []
    for overlap in overlaps:
        pair = (overlap.a, overlap.b)
        if overlap.lineage and pair not in judged:
            continue
        why = language.tell_all([signal.sentence for signal in overlap.signals])
        head = (pair_id(pair), titles[overlap.a], titles[overlap.b], f"{overlap.score:.2f}", why)
        rows += [(*head, *_cells(line, language)) for line in judged.get(pair, [])] or [(*head, "", "", "", "")]
    return tuple(rows)


def lines_of(reviews: Sequence[Review]) -> tuple[FormLine, ...]:
    """The judgements of pairs as lines of the sheet."""
    found = []
    for review in reviews:
        act = review.act
        if act.action is None and len(act.documents) == 2 and act.verdict is not None:
            pair = (act.documents[0], act.documents[1])
            found.append(FormLine(pair, act.verdict, act.reason, act.comment, act.who))
    return tuple(found)


def _cells(line: FormLine, language: Language) -> tuple[str, str, str, str]:
    return language.word(line.verdict), language.word(line.reason) if line.reason else "", line.comment, line.who


def write_form(book: Any, rows: FormRows, language: Language = IN_SWEDISH) -> None:
    """Add the sheet to an open XlsxWriter workbook: what must not change is locked, the rest has drop-downs."""
    name = sheet_name(language)
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "border": 1})
    locked = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#F0EEE8"})
    open_ = book.add_format({"text_wrap": True, "valign": "top", "locked": False})
    for column, (header, width) in enumerate(zip(_headers(language), WIDTHS, strict=True)):
        sheet.write_string(0, column, header, bold)
        sheet.set_column(column, column, width)
    last = len(rows) + _SPARE_ROWS
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, printable(text), locked if column < _FIRST_OPEN else open_)
    for number in range(len(rows) + 1, last + 1):
        for column in range(len(HEADERS)):
            sheet.write_blank(number, column, None, open_)
    _choices(sheet, (last, 5), sorted(map(language.word, Verdict)), language)
    _choices(sheet, (last, 6), sorted(map(language.word, Action)), language)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(HEADERS) - 1)
    book.define_name(NAME, f"='{name}'!$A$1:${chr(ord('A') + len(HEADERS) - 1)}${max(len(rows), 1) + 1}")
    sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})


def _choices(sheet: Any, end: tuple[int, int], values: list[str], language: Language) -> None:
    last, column = end
    options = {
        "validate": "list",
        "source": values,
        "error_title": language.say("Välj ur listan"),
        "error_message": language.say("Välj ett av värdena i listan, eller lämna rutan tom."),
    }
    sheet.data_validation(1, column, last, column, options)


def read_form(path: Path, titles: Mapping[str, str], language: Language = IN_SWEDISH) -> tuple[FormLine, ...]:
    """The judgements of a returned workbook in any language, rows without a verdict left out.

    ``titles`` are those of all documents by id; what is wrong is told in ``language``.
    Raises :class:`~styrdok.errors.UnreadableInput` for what is no such workbook
    and :class:`~styrdok.errors.UsageProblem` that names each wrong row.
    """
    pairs = {pair_id(pair): pair for pair in combinations(sorted(titles), 2)}
    lines: list[FormLine] = []
    wrong: list[str] = []
    for number, row in enumerate(_rows(path), 2):
        if not any(row):
            continue
        try:
            line = _line(row, pairs, titles)
        except ValueError as problem:
            wrong.append(language.say("Rad {number}: {problem}", number=number, problem=problem.args[0]))
            continue
        if line is not None:
            lines.append(line)
    if wrong:
        told = "\n".join(wrong[:20])
        nothing = language.say("{file}: inget lästes in.", file=str(path))
        hint = language.say("Rätta raderna, eller hämta ett nytt ark med styrdok report.")
        raise UsageProblem(f"{nothing}\n{told}", hint)
    return tuple(lines)


def add_lines(registry: Registry, lines: Sequence[FormLine]) -> None:
    """Add the judgements of a returned workbook, with what lies before their reviewers today."""
    if not lines:
        return
    found = analysed(registry, date.today())
    for line in lines:
        opinion = Opinion(line.verdict, line.reason, line.comment)
        registry.judge(line.pair, opinion, line.who, found.evidence_for(*line.pair))


def _refuse_a_bomb(path: Path, hint: Sentence) -> None:
    """Raise :class:`UnreadableInput` for a workbook that swells when it is unpacked; no form of ours comes near."""
    try:
        with zipfile.ZipFile(path) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (OSError, zipfile.BadZipFile):
        return
    if size > _LARGEST:
        raise UnreadableInput(
            Sentence.of("{path} är för stor när den packas upp ({size} MB).", path=str(path), size=size >> 20), hint
        )


def _rows(path: Path) -> list[tuple[str, ...]]:
    from openpyxl import load_workbook

    hint = Sentence.of("Ange arbetsboken som styrdok report --out FIL.xlsx skrev.")
    _refuse_a_bomb(path, hint)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except OSError as problem:
        raise UnreadableInput(
            Sentence.of("{path} kan inte läsas: {problem}.", path=str(path), problem=str(problem.strerror or problem)),
            hint,
        ) from problem
    except Exception as problem:
        raise UnreadableInput(Sentence.of("{path} är ingen Excelarbetsbok.", path=str(path)), hint) from problem
    try:
        name = _sheet_in(book)
        if name is None:
            raise UnreadableInput(Sentence.of("{path} har inget blad ”{sheet}”.", path=str(path), sheet=SHEET), hint)
        sheet = book[name].iter_rows(values_only=True, max_row=_MOST_ROWS, max_col=len(HEADERS))
        rows = [tuple(_text(cell) for cell in row) for row in sheet]
    finally:
        book.close()
    if not rows or rows[0][: len(HEADERS)] not in map(_headers, _spoken()):
        raise UnreadableInput(
            Sentence.of("Kolumnerna i bladet ”{name}” i {path} har ändrats.", name=name, path=str(path)), hint
        )
    return [row[: len(HEADERS)] for row in rows[1:]]


def _spoken() -> list[Language]:
    return [Language(code) for code in languages()]


def _sheet_in(book: Any) -> str | None:
    """The sheet to judge in: the one that the workbook knows by :data:`NAME`, or one named so in any language."""
    named = book.defined_names.get(NAME)
    wanted = [sheet for sheet, _ in named.destinations] if named else []
    wanted += map(sheet_name, _spoken())
    return next((name for name in wanted if name in book.sheetnames), None)


def _named(codes: type[Code]) -> dict[str, Code]:
    """Code words by what they are called in any language."""
    return {language.word(code): code for language in _spoken() for code in codes}


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _line(row: tuple[str, ...], pairs: Mapping[str, Pair], titles: Mapping[str, str]) -> FormLine | None:
    """What a row says, ``None`` for no verdict. Raises :class:`ValueError` with a :class:`Sentence` for people."""
    identity, a, b, _, _, verdict, reason, comment, who = row
    pair, verdicts, actions = pairs.get(identity), _named(Verdict), _named(Action)
    if pair is None:
        raise ValueError(Sentence.of("id ”{id}” finns inte i registret; id får inte ändras.", id=identity))
    if (printable(titles[pair[0]]).strip(), printable(titles[pair[1]]).strip()) != (a, b):
        raise ValueError(
            Sentence.of("id ”{id}” hör till ett annat par än ”{one}” och ”{other}”.", id=identity, one=a, other=b)
        )
    if verdict and verdict not in verdicts:
        raise ValueError(Sentence.of("bedömningen ”{word}” är okänd; välj ur listan.", word=verdict))
    if reason and reason not in actions:
        raise ValueError(Sentence.of("åtgärden ”{word}” är okänd; välj ur listan.", word=reason))
    if not verdict and (reason or comment):
        raise ValueError(Sentence.of("det finns en åtgärd eller kommentar men ingen bedömning."))
    return FormLine(pair, verdicts[verdict], actions.get(reason), comment, who) if verdict else None


def differences(
    lines: Sequence[FormLine], reviews: Sequence[Review], who: str, language: Language = IN_SWEDISH
) -> Returned:
    """What the lines say that the registry does not; ``who`` judges where a line names nobody.

    Raises :class:`~styrdok.errors.UsageProblem` when one reviewer says two things of the same pair.
    """
    before = {(line.pair, line.who): line for line in lines_of(reviews)}
    seen: dict[tuple[Pair, str], FormLine] = {}
    new: list[Difference] = []
    for line in lines:
        named = FormLine(line.pair, line.verdict, line.reason, line.comment, line.who or who)
        key = (named.pair, named.who)
        if seen.setdefault(key, named) != named:
            twice = language.say("{who} bedömer samma par ({id}) på två sätt.", who=named.who, id=pair_id(named.pair))
            raise UsageProblem(twice, language.say("Behåll en av raderna."))
        if before.get(key) != named and named not in [item.line for item in new]:
            new.append(Difference(named, before.get(key)))
    return Returned(tuple(new), len(seen) - len(new))
