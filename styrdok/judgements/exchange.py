"""Acts as plain text, one on a line, and what an act from elsewhere must be before it is let in.

Acts are only ever added, so one that nobody can read, or that bears the year 9999, would lock the human layer for
good. Every field is therefore looked at before anything is written.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from styrdok.errors import UsageProblem
from styrdok.judgements.acts import Act, ActKind, in_order, moment_of, sealed
from styrdok.judgements.corrected import corrected
from styrdok.judgements.steps import check_step
from styrdok.models import Description
from styrdok.plain import from_json, plain, to_json
from styrdok.sentence import Sentence
from styrdok.vocabulary import Action, DocumentType

LONGEST_NAME = 200
LONGEST_COMMENT = 20_000
_AHEAD = timedelta(days=1)
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_SAID = Sentence.of("Läs in en fil som gjorts genom att exportera åtgärder.")


def to_line(act: Act) -> str:
    """The act as one line of JSON; what is empty is left out."""
    return to_json({name: value for name, value in plain(act).items() if value not in (None, "", [])})


def to_text(acts: Iterable[Act]) -> str:
    """The acts as text, one on a line, by time."""
    return "".join(to_line(act) + "\n" for act in in_order(acts))


def from_text(text: str, now: datetime | None = None) -> tuple[Act, ...]:
    """The acts that :func:`to_text` wrote.

    Raises :class:`~styrdok.errors.UsageProblem`, which names the line, for anything else.
    """
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found.append(from_line(line, now))
            except UsageProblem as problem:
                where = Sentence.of("Rad {line}: {what}", line=number, what=problem.sentence)
                raise UsageProblem(where, problem.advice) from problem
    return tuple(found)


def from_line(line: str, now: datetime | None = None) -> Act:
    """The act that :func:`to_line` wrote. Raises :class:`~styrdok.errors.UsageProblem` for anything else."""
    try:
        act: Act = from_json(Act, line)
        to_line(act).encode()  # half a pair of UTF-16 is no text
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UsageProblem(Sentence.of("Ingen åtgärd: {line}", line=line[:80]), _SAID) from error
    check(act, now)
    return act


def check(act: Act, now: datetime | None = None) -> None:
    """Raise :class:`~styrdok.errors.UsageProblem` for an act that must not be let in."""
    if sealed(act).id != act.id:
        raise UsageProblem(
            Sentence.of("Åtgärden {id} har ändrats efter exporten.", id=act.id),
            Sentence.of("Exportera den igen och läs in den."),
        )
    fault = next((fault for finder in _FINDERS for fault in finder(act, now or datetime.now(UTC))), None)
    if fault is not None:
        raise UsageProblem(Sentence.of("Åtgärden {id} kan inte läsas in: {fault}", id=act.id, fault=fault), _SAID)


def check_words(act: Act) -> None:
    """Raise :class:`~styrdok.errors.UsageProblem` for words that nobody could show, or that say nothing."""
    now = datetime.now(UTC)
    for fault in (*_words(act, now), *(_content(act, now) if act.kind is ActKind.COMMENT else ())):
        raise UsageProblem(
            Sentence.of("Det går inte att spara: {fault}", fault=fault), Sentence.of("Ändra och försök igen.")
        )


def _time(act: Act, now: datetime) -> Sequence[Sentence]:
    moment = moment_of(act.at)
    if moment is None:
        return [Sentence.of("”{at}” är ingen tidpunkt i UTC med mikrosekunder.", at=act.at[:40])]
    if not _EARLIEST <= moment <= now + _AHEAD:
        return [Sentence.of("tidpunkten {at} ligger för långt bort från den här datorns klocka.", at=act.at)]
    return []


def _words(act: Act, now: datetime) -> Sequence[Sentence]:
    if not act.who.strip() or len(act.who) > LONGEST_NAME or not act.who.isprintable():
        return [Sentence.of("namnet saknas, är för långt eller har tecken som inte kan visas.")]
    if len(act.comment) > LONGEST_COMMENT:
        return [Sentence.of("kommentaren är längre än {count} tecken.", count=LONGEST_COMMENT)]
    return []


def _subjects(act: Act, now: datetime) -> Sequence[Sentence]:
    """A judgement is about a pair or about the documents of a proposal, all else about one document."""
    ids = act.documents
    if len(set(ids)) != len(ids) or not all(ids):
        return [Sentence.of("samma dokument står två gånger, eller ett saknar beteckning.")]
    if act.kind is ActKind.CORRECTION and len(ids) != 1:
        return [Sentence.of("en rättelse gäller ett dokument, inte {count}.", count=len(ids))]
    if act.kind is ActKind.STEP and len(ids) != 1:
        return [Sentence.of("ett steg gäller ett dokument, inte {count}.", count=len(ids))]
    if act.kind is ActKind.COMMENT and len(ids) != 1:
        return [Sentence.of("en kommentar gäller ett dokument, inte {count}.", count=len(ids))]
    if act.kind is ActKind.JUDGEMENT and (len(ids) != 2 if act.action is None else not ids):
        return [Sentence.of("en bedömning av ett par gäller två dokument, inte {count}.", count=len(ids))]
    return []


def _content(act: Act, now: datetime) -> Sequence[Sentence]:
    if act.kind is ActKind.JUDGEMENT and act.verdict is None:
        return [Sentence.of("bedömningen säger inget.")]
    if act.kind is ActKind.COMMENT and not act.comment.strip():
        return [Sentence.of("kommentaren är tom.")]
    if act.kind is ActKind.UNDO and not act.undoes:
        return [Sentence.of("det står inte vad som ångras.")]
    if act.kind is not ActKind.UNDO and act.undoes:
        return [Sentence.of("bara den som ångrar något pekar på en annan åtgärd.")]
    if act.kind is ActKind.JUDGEMENT and act.value is not None and not _converts(act):
        return [Sentence.of("”{value}” är ingen dokumenttyp att omvandla till.", value=act.value[:40])]
    try:
        if act.kind is ActKind.CORRECTION:
            corrected(Description(), act.field or "", act.value)
        elif act.kind is ActKind.STEP:
            check_step(act.field, act.value)
    except UsageProblem as problem:
        return [problem.sentence]
    return []


def _converts(act: Act) -> bool:
    return act.action is Action.CONVERT and act.value in set(DocumentType)


_FINDERS: tuple[Callable[[Act, datetime], Sequence[Sentence]], ...] = (_time, _words, _subjects, _content)
