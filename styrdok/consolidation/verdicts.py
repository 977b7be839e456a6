"""Whether a verdict on documents fits them, and for which documents it is one act or several."""

from collections.abc import Sequence

from styrdok.errors import UsageProblem
from styrdok.findings import Need, Place, Proposal, Record, Snapshot
from styrdok.language import Sentence
from styrdok.language.words import word_of
from styrdok.vocabulary import Action, DocumentType, Kind, Status

TOGETHER = (Action.MERGE, Action.COORDINATE)
"""The actions that need two documents or more."""
_GONE = (Status.REPEALED, Status.ANNULLED)
_MOST_EVIDENCE = 8


def acts_on(
    snapshot: Snapshot, documents: Sequence[str], action: Action, to: DocumentType | None
) -> tuple[tuple[str, ...], ...]:
    """The documents of each act: all together where the action joins them, else each alone.

    Raises :class:`~styrdok.errors.UsageProblem` for an action that does not fit one of them.
    """
    names = tuple(dict.fromkeys(documents))
    if action in TOGETHER and len(names) < 2:
        raise UsageProblem(
            Sentence.of("”{action}” gäller minst två olika dokument.", action=word_of(action)),
            Sentence.of("Ange dem efter varandra."),
        )
    check_type_given(action, to)
    for name in names:
        check_fits(snapshot.by_id[name], action, to)
    return (tuple(sorted(names)),) if action in TOGETHER else tuple((name,) for name in names)


def check_type_given(action: Action, to: DocumentType | None) -> None:
    """Raise :class:`~styrdok.errors.UsageProblem` unless a type is given for a conversion, and only then."""
    if (action is Action.CONVERT) != (to is not None):
        raise UsageProblem(
            Sentence.of("Vid omvandling, och bara då, anges vilken typ dokumentet får."),
            Sentence.of("Skriv --action convert --to TYP."),
        )


def check_fits(record: Record, action: Action, to: DocumentType | None) -> None:
    """Raise :class:`~styrdok.errors.UsageProblem` for an action that makes no sense for a document."""
    described, title = record.document.description, record.document.display_title
    if described.kind is not Kind.STEERING:
        raise UsageProblem(
            Sentence.of("”{title}” är inget styrdokument ({kind}).", title=title, kind=word_of(described.kind)),
            Sentence.of("Ange ett styrdokument."),
        )
    if to is not None and to is described.type:
        raise UsageProblem(
            Sentence.of("”{title}” är redan av typen {type}.", title=title, type=word_of(to)),
            Sentence.of("Ange en annan typ."),
        )
    if described.status in _GONE and action is not Action.KEEP:
        raise UsageProblem(Sentence.of("”{title}” är redan upphävt.", title=title))


def evidence_on(documents: Sequence[str], needs: Sequence[Need], proposals: Sequence[Proposal]) -> tuple[Place, ...]:
    """The words that lie before whoever judges these documents: those of the findings about all or one of them."""
    wanted = set(documents)
    findings: list[Proposal | Need] = [*proposals, *needs]
    findings.sort(key=lambda one: -len(wanted & set(one.documents)))
    places = dict.fromkeys(place for one in findings if wanted & set(one.documents) for place in one.evidence)
    return tuple(place for place in places if place.document in wanted)[:_MOST_EVIDENCE]
