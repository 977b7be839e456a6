"""Judging in Excel: a sheet with drop-downs that goes out with the report, and what comes back.

Each row is a pair. Its id is made from the ids of its two documents and stands in a locked column, together with the
titles; on the way back both must agree, so that a row that was moved or edited is turned away and never put on another
pair. A workbook is written in one language and read in any: what a sheet says is known by its headers and words.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from styrdok.engines.kept import analysed
from styrdok.errors import UsageProblem
from styrdok.findings import Overlap
from styrdok.judgements.acts import Opinion
from styrdok.judgements.reviews import Review
from styrdok.language import IN_SWEDISH, Language, Sentence, headings
from styrdok.registry.store import Registry
from styrdok.reports.forms import Form, named, read_rows, refuse, write_form
from styrdok.reports.model import printable
from styrdok.vocabulary import Action, Verdict

SHEET = "Bedöm"
NAME = "tblBedom"
"""What the sheet is called inside the workbook, whatever its language."""

FORM = Form(
    NAME,
    SHEET,
    headings("Id", "Dokument A", "Dokument B", "Poäng", "Varför", "Bedömning", "Åtgärd", "Kommentar", "Vem"),
    (14, 38, 38, 8, 60, 14, 18, 40, 18),
    frozenset(range(5)),
    "styrdok report --out FIL.xlsx",
)
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


def write(book: Any, rows: FormRows, language: Language = IN_SWEDISH) -> None:
    """Add the sheet to an open XlsxWriter workbook."""
    choices = {5: list(map(language.word, Verdict)), 6: list(map(language.word, Action))}
    write_form(book, FORM, rows, choices, language)


def read_form(path: Path, titles: Mapping[str, str], language: Language = IN_SWEDISH) -> tuple[FormLine, ...]:
    """The judgements of a returned workbook in any language, rows without a verdict left out.

    ``titles`` are those of all documents by id; what is wrong is told in ``language``.
    Raises :class:`~styrdok.errors.UnreadableInput` for what is no such workbook
    and :class:`~styrdok.errors.UsageProblem` that names each wrong row.
    """
    pairs = {pair_id(pair): pair for pair in combinations(sorted(titles), 2)}
    lines: list[FormLine] = []
    faults: dict[int, Sentence] = {}
    for number, row in enumerate(read_rows(path, FORM), 2):
        if not any(row):
            continue
        try:
            line = _line(row, pairs, titles)
        except ValueError as problem:
            faults[number] = problem.args[0]
            continue
        if line is not None:
            lines.append(line)
    refuse(path, FORM, faults, language)
    return tuple(lines)


def add_lines(registry: Registry, lines: Sequence[FormLine]) -> None:
    """Add the judgements of a returned workbook, with what lies before their reviewers today."""
    if not lines:
        return
    found = analysed(registry, date.today())
    for line in lines:
        opinion = Opinion(line.verdict, line.reason, line.comment)
        registry.judge(line.pair, opinion, line.who, found.evidence_for(*line.pair))


def _line(row: tuple[str, ...], pairs: Mapping[str, Pair], titles: Mapping[str, str]) -> FormLine | None:
    """What a row says, ``None`` for no verdict. Raises :class:`ValueError` with a :class:`Sentence` for people."""
    identity, a, b, _, _, verdict, reason, comment, who = row
    pair, verdicts, actions = pairs.get(identity), named(Verdict), named(Action)
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
