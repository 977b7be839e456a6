"""The work on every document as a sheet to fill in, and what comes back.

Each row is a document with what one person says of it; a row that is copied is what one more person says. Id, title and
the moment it was written are locked, so that a row that was moved is turned away and never put on another document.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from styrdok.consolidation.project import Work
from styrdok.consolidation.returned import Brought, Desk, Entry, Said, brought, entries_of
from styrdok.errors import StyrdokError
from styrdok.judgements.acts import Act, moment_of
from styrdok.judgements.written import code_of
from styrdok.language import Language, Sentence, headings, to_say
from styrdok.models import Document
from styrdok.registry.names import find
from styrdok.reports.forms import Form, read_rows, refuse, write_form
from styrdok.reports.model import printable
from styrdok.swedish.dates import find_dates
from styrdok.vocabulary import Action, DocumentType, Kind, StepField, Verdict

_HEADINGS = headings(
    "Id", "Dokument", "Läge", "Förslag", "Åtgärd", "Tillsammans med", "Ny typ", "Osäker", "Kommentar", "Vem",
    "Handläggare", "Klart senast", "Beslutat av", "Beslutsdag", "Beslut", "Skrivet",
)  # fmt: skip
FORM = Form(
    "tblArbete",
    to_say("Arbete"),
    _HEADINGS,
    (14, 44, 14, 16, 16, 30, 16, 10, 44, 16, 18, 14, 22, 14, 12, 34),
    frozenset({0, 1, 2, 3, 15}),
    "styrdok project export FIL.xlsx",
)
_STEPS = (StepField.ASSIGNED_TO, StepField.DUE, StepField.DECIDED_BY, StepField.DECIDED_ON, StepField.DECISION)
_DAYS = (StepField.DUE, StepField.DECIDED_ON)
_YES = to_say("ja")
_BETWEEN = "; "


def worksheet(works: Sequence[Work], documents: Sequence[Document], acts: Sequence[Act], language: Language) -> bytes:
    """The work as a workbook with one sheet to fill in."""
    import xlsxwriter

    by_id, known = {work.document: work for work in works}, {one.id: one for one in documents}
    rows = [_cells(entry, by_id[entry.document], known, language) for entry in entries_of(works, acts)]
    word = language.word
    choices = {
        4: [word(one) for one in Action if one is not Action.NO_NEW],
        6: [word(one) for one in DocumentType],
        7: [language.say(_YES)],
    }
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        write_form(book, FORM, rows, choices, language)
    return out.getvalue()


def read_worksheet(path: Path, desk: Desk, language: Language) -> tuple[Act, ...]:
    """What a returned workbook adds, as drafts of acts.

    Raises :class:`~styrdok.errors.UnreadableInput` for what is no such workbook and
    :class:`~styrdok.errors.UsageProblem` that tells what is wrong by row: then nothing of it is taken.
    """
    documents = [record.document for record in desk.snapshot.records]
    entries: list[Entry] = []
    faults: dict[int, Sentence] = {}
    for number, row in enumerate(read_rows(path, FORM), 2):
        if not any(row):
            continue
        try:
            entries.append(_entry(number, row, documents))
        except StyrdokError as problem:
            faults[number] = problem.sentence
        except ValueError as problem:
            faults[number] = problem.args[0]
    found: Brought = brought(desk, entries)
    refuse(path, FORM, {**found.faults, **faults}, language)
    return found.drafts


def _cells(entry: Entry, work: Work, known: dict[str, Document], language: Language) -> tuple[str, ...]:
    word, said = language.word, entry.said
    opinion = ("", "", "", "", "")
    if said is not None:
        others = _BETWEEN.join(_name(known[name], known) for name in said.others if name in known)
        unsure = language.say(_YES) if said.verdict is Verdict.UNSURE else ""
        opinion = (word(said.action), others, word(said.to) if said.to else "", unsure, said.comment)
    return (
        entry.document,
        known[entry.document].display_title,
        word(work.state),
        word(work.proposed) if work.proposed else "",
        *opinion,
        entry.who,
        *(entry.steps.get(field, "") for field in _STEPS),
        entry.moment or "–",
    )


def _name(document: Document, known: dict[str, Document]) -> str:
    """The title of a document, or its id where others bear the title."""
    title = document.display_title
    alone = sum(one.display_title == title for one in known.values()) == 1
    return title if alone and ";" not in title else document.id


def _entry(number: int, row: tuple[str, ...], documents: Sequence[Document]) -> Entry:
    """What a row says. Raises :class:`ValueError` with a :class:`Sentence`."""
    name, title, _, _, _, _, _, _, _, who, *_, moment = row
    document = next((one for one in documents if one.id == name), None)
    if document is None:
        raise ValueError(Sentence.of("id ”{id}” finns inte i registret; id får inte ändras.", id=name))
    if printable(document.display_title).strip() != title:
        raise ValueError(Sentence.of("id ”{id}” hör till ett annat dokument än ”{title}”.", id=name, title=title))
    if moment != "–" and moment_of(moment) is None:
        raise ValueError(Sentence.of("kolumnen ”Skrivet” har ändrats; kopiera en hel rad ur arket."))
    steps = dict(_taken(row))
    return Entry(number, name, who, _said(row, document, documents), steps, "" if moment == "–" else moment)


def _said(row: tuple[str, ...], document: Document, documents: Sequence[Document]) -> Said | None:
    action, others, to, unsure, comment = row[4:9]
    if not action:
        if any((others, to, unsure, comment)):
            raise ValueError(Sentence.of("det finns en kommentar eller annat men ingen åtgärd."))
        return None
    steering = [one for one in documents if one.description.kind is Kind.STEERING]
    names = {find(steering, one.strip()).id for one in others.split(";") if one.strip()} - {document.id}
    verdict = Verdict.UNSURE if unsure else Verdict.ACCEPT
    wanted = DocumentType(code_of(DocumentType, to)) if to else None
    return Said(Action(code_of(Action, action)), wanted, tuple(sorted(names)), verdict, comment)


def _taken(row: tuple[str, ...]) -> Iterator[tuple[StepField, str]]:
    for field, value in zip(_STEPS, row[10:15], strict=True):
        if value:
            yield field, _day(value) if field in _DAYS else value


def _day(written: str) -> str:
    """A day as people write it; what is none is left for the check to tell."""
    found = find_dates(written)
    whole = len(found) == 1 and found[0].text == written and found[0].precision == "day"
    return found[0].value.isoformat() if whole and isinstance(found[0].value, date) else written
