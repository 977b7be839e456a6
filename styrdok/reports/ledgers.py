"""The lists that a city keeps, as the same rows for Excel and for the page: duties, terms, goals, days, acts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from styrdok.consolidation.aims import Aim
from styrdok.consolidation.calendar import NAMES
from styrdok.consolidation.due import Due
from styrdok.consolidation.glossary import Meaning, Term
from styrdok.consolidation.laws import Cited, LawUse
from styrdok.consolidation.responsibilities import Duty
from styrdok.extraction.statutes import Statute
from styrdok.language import Language
from styrdok.reports.sheets import Cell, Sheet


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it is about, what is known of it, and the words of a document that say so."""

    head: str
    facts: tuple[Cell, ...]
    document: str
    page: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """A list: its name, what its first columns are called, and its rows."""

    name: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]

    def sheet(self, titles: Mapping[str, str], lang: Language) -> Sheet:
        """The list as a sheet, with document, page, words and id as its last columns."""
        say = lang.say
        heads = (*self.headings, say("Dokument"), say("Sida"), say("Ordalydelse"), say("Id"))
        rows = [
            (one.head, *one.facts, titles.get(one.document, one.document), one.page, one.words, one.document)
            for one in self.lines
        ]
        return Sheet(self.name, heads, rows)


def duties_ledger(duties: Sequence[Duty], titles: Mapping[str, str], lang: Language) -> Ledger:
    """Duties by the body they lie on."""
    say, word = lang.say, lang.word
    heads = (say("Organ"), say("Hur bindande"), say("Senast"), say("Hur ofta"), say("Att se på"))
    lines = [
        Line(
            _named(duty.body),
            (word(duty.bindingness), duty.deadline, duty.interval, _marks(duty.marks, duty.twins, titles, lang)),
            duty.document,
            duty.page,
            duty.text,
        )
        for duty in duties
    ]
    return Ledger(say("Ansvar"), heads, tuple(lines))


def terms_ledger(rows: Iterable[tuple[Term, Meaning]], titles: Mapping[str, str], lang: Language) -> Ledger:
    """One row for each meaning of each term."""
    say = lang.say
    lines = [
        Line(
            term.term,
            (_marks(term.marks, (), titles, lang), "; ".join(_places(term, titles, lang))),
            meaning.document,
            meaning.definition.anchor.page,
            meaning.definition.text,
        )
        for term, meaning in rows
    ]
    return Ledger(say("Begrepp"), (say("Begrepp"), say("Att se på"), say("Används utan definition i")), tuple(lines))


def _places(term: Term, titles: Mapping[str, str], lang: Language) -> Iterator[str]:
    for use in term.uses:
        yield f"{titles.get(use.document, use.document)}, {lang.say('s. {page}', page=use.page)}"


def aims_ledger(aims: Sequence[Aim], titles: Mapping[str, str], lang: Language) -> Ledger:
    """Goals by theme."""
    say = lang.say
    heads = (say("Tema"), say("Indikator"), say("Värde"), say("År"), say("Att se på"))
    lines = [
        Line(
            lang.theme(aim.theme) if aim.theme else "",
            (aim.indicator, aim.value, aim.year, _marks(aim.marks, aim.rivals, titles, lang)),
            aim.document,
            aim.page,
            aim.text,
        )
        for aim in aims
    ]
    return Ledger(say("Mål"), heads, tuple(lines))


def due_ledger(rows: Sequence[Due], lang: Language) -> Ledger:
    """What falls due, by day."""
    say = lang.say
    lines = [
        Line(
            row.on.isoformat() if row.on else say("utan datum"),
            (say(NAMES[row.kind]), ", ".join(row.bodies)),
            row.document,
            row.page,
            row.words,
        )
        for row in rows
    ]
    return Ledger(say("Kalender"), (say("Datum"), say("Vad"), say("Organ")), tuple(lines))


def laws_ledger(places: Iterable[tuple[LawUse, Cited]], lang: Language) -> Ledger:
    """The places that cite an act, by act."""
    say, word = lang.say, lang.word
    heads = (say("Lag"), say("Läge"), say("Till och med"), say("Ersatt av"), say("Kap. och §"))
    lines = [
        Line(
            law_named(use),
            (word(use.state), use.until.isoformat() if use.until else None, _statute(use.successor), cited.pinpoint),
            cited.document,
            cited.page,
            cited.words,
        )
        for use, cited in places
    ]
    return Ledger(say("Lagar"), heads, tuple(lines))


def law_named(use: LawUse) -> str:
    """What an act is called, with its number."""
    return _statute(use.act) or f"SFS {use.number}"


def _statute(act: Statute | None) -> str | None:
    return f"{_named(act.title)} ({act.sfs})" if act else None


def _marks(marks: Sequence[StrEnum], others: Sequence[str], titles: Mapping[str, str], lang: Language) -> str:
    """What to look at, with the documents that it has to do with."""
    said = ", ".join(lang.word(mark) for mark in marks)
    named = ", ".join(f"”{titles.get(name, name)}”" for name in others)
    return f"{said}: {named}" if named else said


def _named(body: str) -> str:
    return body[:1].upper() + body[1:]
