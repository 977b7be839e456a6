"""What follows from an action on one document: what must be changed elsewhere, what loses its home, what to decide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from styrdok.consolidation.contents import definitions_without_home, statements_without_home, takeovers
from styrdok.consolidation.decisions import clauses_on, deciding, decision_text
from styrdok.consolidation.leaning import Leaning, editions, laws_under, leaning, requiring
from styrdok.consolidation.verdicts import check_fits, check_type_given
from styrdok.errors import NotFound, UsageProblem
from styrdok.findings import Overlap, Record, Snapshot
from styrdok.language import Sentence
from styrdok.language.words import word_of
from styrdok.vocabulary import Action, DocumentType

ACTIONS = (Action.REPEAL, Action.MERGE, Action.CONVERT)
"""The actions whose consequences are worked out."""


class Part(StrEnum):
    """What sort of consequence a row tells of."""

    REFERENCE = "reference"
    DEFINITION = "definition"
    GOAL = "goal"
    DUTY = "duty"
    LAW = "law"
    EDITION = "edition"
    TAKEOVER = "takeover"


@dataclass(frozen=True, slots=True)
class Intent:
    """What is to be done with a document: the action, the document it is merged into, the type it is converted to."""

    document: str
    action: Action = Action.REPEAL
    into: str | None = None
    to: DocumentType | None = None


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that follows: ``words`` stand in ``document`` on ``page``, where there are any."""

    part: Part
    document: str
    page: int | None
    words: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that follows from an intent, the changes to make after it, and what a body may decide (Swedish)."""

    intent: Intent
    consequences: tuple[Consequence, ...]
    follow_up: tuple[Sentence, ...]
    body: str
    clauses: tuple[str, ...]

    @property
    def decision_text(self) -> str:
        """The draft of a decision."""
        return decision_text(self.body, self.clauses)


def impact_of(snapshot: Snapshot, overlaps: Sequence[Overlap], intent: Intent) -> Impact:
    """Work out what follows from an intent; ``overlaps`` are those of the same snapshot.

    Raises :class:`~styrdok.errors.NotFound` for a document that is not there and
    :class:`~styrdok.errors.UsageProblem` for an action that does not fit.
    """
    record = _checked(snapshot, intent)
    leans = leaning(snapshot, record)
    law = requiring(record) if intent.action is not Action.CONVERT else None
    found = [
        *_references(leans),
        *(_contents(snapshot, overlaps, record, intent) if intent.action is not Action.CONVERT else ()),
        *_laws(snapshot, record, law),
        *_editions(snapshot, record),
    ]
    titles = tuple(dict.fromkeys(snapshot.title(one.source) for one in leans))
    other = snapshot.title(intent.into) if intent.into else ""
    clauses = clauses_on(record.document, intent.action, other, intent.to, (titles, law))
    follow_up = tuple(_follow_up(snapshot, leans, found, intent, law))
    return Impact(intent, tuple(found), follow_up, deciding(record.document), clauses)


def impacts_of(snapshot: Snapshot, overlaps: Sequence[Overlap], intents: Sequence[Intent]) -> tuple[Impact, ...]:
    """What follows from several intents at once: what goes with them needs no change and gives nothing a home.

    Raises as :func:`impact_of` does, and for intents that do not go together.
    """
    gone = {intent.document for intent in intents if intent.action is not Action.CONVERT}
    for number, intent in enumerate(intents):
        _checked(snapshot, intent)
        if intent.document in {other.document for other in intents[:number]}:
            raise UsageProblem(
                Sentence.of("”{title}” är angivet två gånger.", title=snapshot.title(intent.document)),
                Sentence.of("Ange varje dokument en gång."),
            )
        if intent.into in gone:
            raise UsageProblem(
                Sentence.of("”{title}” upphör självt att gälla.", title=snapshot.title(intent.into or "")),
                Sentence.of("Slå samman med ett dokument som blir kvar."),
            )
    return tuple(impact_of(snapshot.without(gone - {one.document}), overlaps, one) for one in intents)


def joint_decision(impacts: Sequence[Impact]) -> str:
    """One draft for several impacts: each body with all that it may decide."""
    bodies = dict.fromkeys(one.body for one in impacts)
    return "\n\n".join(
        decision_text(body, [clause for one in impacts if one.body == body for clause in one.clauses])
        for body in bodies
    )


def _checked(snapshot: Snapshot, intent: Intent) -> Record:
    """The document, if the action makes sense for it."""
    record = _steering(snapshot, intent.document)
    title = record.document.display_title
    if intent.action not in ACTIONS:
        raise UsageProblem(
            Sentence.of("Följderna av ”{action}” räknas inte ut.", action=word_of(intent.action)),
            Sentence.of("Använd repeal, merge eller convert."),
        )
    if (intent.action is Action.MERGE) != (intent.into is not None):
        raise UsageProblem(
            Sentence.of("Vid sammanslagning, och bara då, anges vilket dokument innehållet förs till."),
            Sentence.of("Skriv --action merge --into DOKUMENT."),
        )
    check_type_given(intent.action, intent.to)
    if intent.into is not None:
        other = _steering(snapshot, intent.into)
        if other.document.line == record.document.line:
            raise UsageProblem(Sentence.of("”{title}” kan inte slås samman med sig självt.", title=title))
    check_fits(record, intent.action, intent.to)
    return record


def _steering(snapshot: Snapshot, name: str) -> Record:
    record = snapshot.by_id.get(name)
    if record is None:
        raise NotFound(Sentence.of("Det finns inget dokument ”{name}” i registret.", name=name))
    check_fits(record, Action.KEEP, None)
    return record


def _references(leans: Sequence[Leaning]) -> Iterator[Consequence]:
    for one in leans:
        said = Sentence.of(
            "Hänvisningen ändras ({relation})."
            if one.certain
            else "Hänvisningen kan gälla en äldre utgåva; se efter och ändra den ({relation}).",
            relation=word_of(one.relation),
        )
        yield Consequence(Part.REFERENCE, one.source, one.page, one.words, said)


def _contents(snapshot: Snapshot, overlaps: Sequence[Overlap], record: Record, intent: Intent) -> Iterator[Consequence]:
    name = record.document.id
    for definition, users in definitions_without_home(snapshot, record):
        said = Sentence.of(
            "Bara här definieras ”{term}”, som används i {titles}.",
            term=definition.term,
            titles=tuple(f"”{snapshot.title(user)}”" for user in users),
        )
        yield Consequence(Part.DEFINITION, name, definition.anchor.page, definition.anchor.text, said)
    goals, duties = statements_without_home(snapshot, record)
    for goal in goals:
        said = Sentence.of("Målet finns inte i något annat gällande styrdokument.")
        yield Consequence(Part.GOAL, name, goal.anchor.page, goal.text, said)
    for duty in duties:
        said = Sentence.of("Åtagandet finns inte i något annat gällande styrdokument ({actor}).", actor=duty.actor)
        yield Consequence(Part.DUTY, name, duty.anchor.page, duty.text, said)
    for one in takeovers(snapshot, overlaps, record, intent.into):
        said = Sentence.of(
            "Motsvaras av ”{title}”, s. {page}: ”{words}”",
            title=snapshot.title(one.document),
            page=one.there.page,
            words=one.there.text,
        )
        yield Consequence(Part.TAKEOVER, name, one.here.page, one.here.text, said)


def _laws(snapshot: Snapshot, record: Record, law: str | None) -> Iterator[Consequence]:
    if law:
        said = Sentence.of("Dokumentet krävs enligt {law} och får inte upphävas utan ersättare.", law=law)
        yield Consequence(Part.LAW, record.document.id, None, "", said)
    for act, mention in laws_under(snapshot, record):
        said = Sentence.of("Dokumentet vilar på {law}.", law=act)
        yield Consequence(Part.LAW, record.document.id, mention.anchor.page, mention.sentence or mention.text, said)


def _editions(snapshot: Snapshot, record: Record) -> Iterator[Consequence]:
    for other in editions(snapshot, record):
        described = other.document.description
        said = Sentence.of("En annan utgåva: {status}.", status=word_of(described.status))
        day = described.adopted_on.isoformat() if described.adopted_on else ""
        yield Consequence(Part.EDITION, other.document.id, None, day, said)


def _follow_up(
    snapshot: Snapshot, leans: Sequence[Leaning], found: Sequence[Consequence], intent: Intent, law: str | None
) -> Iterator[Sentence]:
    """The changes to make, one sentence for each."""
    for source in dict.fromkeys(one.source for one in leans):
        pages = sorted({one.page for one in leans if one.source == source})
        adopter = snapshot.by_id[source].document.description.adopted_by
        yield Sentence.of(
            "Ändra hänvisningarna i ”{title}” (s. {pages}), som {adopter} har antagit."
            if adopter
            else "Ändra hänvisningarna i ”{title}” (s. {pages}).",
            title=snapshot.title(source),
            pages=", ".join(map(str, pages)),
            adopter=adopter or "",
        )
    counts = {part: sum(one.part is part for one in found) for part in Part}
    if law:
        yield Sentence.of("Se till att ett annat dokument uppfyller kravet i {law}.", law=law)
    if counts[Part.DEFINITION]:
        yield Sentence.of("Flytta definitioner som andra använder ({count}).", count=counts[Part.DEFINITION])
    alone = [Sentence.of("mål ({count})", count=counts[Part.GOAL])] if counts[Part.GOAL] else []
    alone += [Sentence.of("åtaganden ({count})", count=counts[Part.DUTY])] if counts[Part.DUTY] else []
    if alone:
        yield Sentence.of(
            "Arbeta in i ”{title}”, eller avsluta: {what} som inte finns någon annanstans."
            if intent.into
            else "Flytta eller avsluta: {what} som inte finns någon annanstans.",
            what=tuple(alone),
            title=snapshot.title(intent.into) if intent.into else "",
        )
