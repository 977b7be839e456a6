"""Drafts of proposals, and how they are written out: what speaks against, and a text to decide on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from styrdok.findings import Place, Proposal
from styrdok.ids import pair_key
from styrdok.language import Sentence, in_turn
from styrdok.language.words import word_of
from styrdok.models import Description
from styrdok.overlaps.context import Context
from styrdok.overlaps.proposals.particulars import how_told
from styrdok.overlaps.statutory import required_by
from styrdok.overlaps.tables import table
from styrdok.swedish.bodies import sort_of
from styrdok.vocabulary import Action, Kind, Status

_NAMED = 5
_MOST_REASONS = 4
_ARCHIVE, _PUT_AWAY = "archive", "arkivera"
_DECIDES = "det beslutande organet"
_HIGHEST = "assembly"


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal before it is written out.

    ``urgency`` (0–1) orders the list; ``said`` is whether a text asks for it in words, ``decided`` whether the office
    proposes or a body decides it, ``clause`` whether a clause or a row of a table of theirs says just that;
    ``otherwise`` holds what else is proposed for the same documents.
    """

    action: Action
    documents: tuple[str, ...]
    rationale: Sentence
    evidence: tuple[Place, ...]
    urgency: float
    replaced: bool = False
    said: bool = False
    decided: bool = False
    clause: bool = False
    reasons: int = 1
    otherwise: tuple[Sentence, ...] = ()

    def joined(self, other: "Draft") -> "Draft":
        """The draft with the reasons and the evidence of another as well; the sentences are kept to a few."""
        self = replace(self, clause=self.clause or other.clause)
        if str(other.rationale) in str(self.rationale):
            return self
        evidence = self.evidence + tuple(place for place in other.evidence if place not in self.evidence)
        if self.reasons >= _MOST_REASONS or (other.said and self.says(other)):
            return replace(self, evidence=evidence)
        both = in_turn((self.rationale, other.rationale))
        return replace(self, rationale=both, evidence=evidence, reasons=self.reasons + 1)

    def says(self, other: "Draft") -> bool:
        """Whether the words that another one rests on speak for this one already."""
        words = {(place.document, place.anchor.text) for place in self.evidence}
        return any((place.document, place.anchor.text) in words for place in other.evidence[:1])

    def against(self, sentence: Sentence) -> "Draft":
        """The draft with something else that was said of its documents: a choice that people have."""
        return self if sentence in self.otherwise else replace(self, otherwise=(*self.otherwise, sentence))


def draft(context: Context, one: Draft) -> Proposal:
    """Write a draft out; a repeal of what an act requires becomes a revision."""
    action = one.action
    law = next((law for name in one.documents if (law := required_by(_title(context, name)))), None)
    if action is Action.REPEAL and law and not (one.replaced or one.said):
        action = Action.REVISE
    against = (*_against(context, replace(one, action=action), law), *one.otherwise[:_NAMED])
    how = how_told(action, [place.anchor.text for place in one.evidence] if one.said else ())
    together = action is Action.REVISE and len(one.documents) > 1
    wording = _ARCHIVE if _is_archived(context, action, one) else f"{action}_so" if how or together else action
    text = _decision(context, wording, one.documents, how or "")
    return Proposal(action, one.documents, one.rationale, one.evidence, against, text)


def _is_archived(context: Context, action: Action, one: Draft) -> bool:
    """Whether a document need only be put away: it has been replaced, or a text says that it should be archived."""
    record = context.records.get(one.documents[0])
    replaced = record is not None and record.document.description.status is Status.REPLACED
    said = any(_PUT_AWAY in place.anchor.text.lower() for place in one.evidence)
    return action is Action.REPEAL and (replaced or said)


def _title(context: Context, name: str) -> str:
    record = context.records.get(name)
    return (record.document.description.title or record.document.file) if record else name


def _against(context: Context, one: Draft, law: str | None) -> list[Sentence]:
    found = []
    if law and one.action in (Action.REPEAL, Action.MERGE, Action.CONVERT, Action.REVISE):
        found.append(Sentence.of("Dokumentet krävs enligt {law} och får inte upphävas utan ersättare.", law=law))
    if one.action in (Action.REPEAL, Action.MERGE, Action.CONVERT):
        found += _cited(context, one.documents)
    if one.action is Action.MERGE:
        found += _unlike(context, one.documents)
    return found


def _cited(context: Context, documents: Sequence[str]) -> list[Sentence]:
    """The steering documents that refer to one of these, but for what has taken its place."""
    pointing = {
        source
        for source, target in context.links
        if target in documents and source not in documents and pair_key(source, target) not in context.successions
    }
    citing = sorted(name for name in pointing if context.records[name].document.description.kind is Kind.STEERING)
    if not citing:
        return []
    titles = ", ".join(f"”{_title(context, name)}”" for name in citing[:_NAMED])
    sentence = Sentence.of(
        "{count} dokument hänvisar till det: {titles} och {more} till."
        if len(citing) > _NAMED
        else "{count} dokument hänvisar till det: {titles}.",
        count=len(citing),
        titles=titles,
        more=len(citing) - _NAMED,
    )
    return [sentence]


def _unlike(context: Context, documents: Sequence[str]) -> list[Sentence]:
    described = [context.records[name].document.description for name in documents if name in context.records]
    types = sorted({one.type for one in described})
    adopters = sorted({one.adopted_by for one in described if one.adopted_by})
    audiences = [heard for name in documents if (heard := context.audiences.get(name))]
    found = []
    if len(types) > 1:
        found.append(
            Sentence.of(
                "Dokumenten är av olika typ ({types}) och kan behöva finnas kvar var för sig.",
                types=tuple(map(word_of, types)),
            )
        )
    if len(adopters) > 1:
        found.append(Sentence.of("De är antagna av olika organ ({adopters}).", adopters=", ".join(adopters)))
    if len(audiences) > 1 and not frozenset.intersection(*audiences):
        found.append(Sentence.of("De riktar sig till olika målgrupper."))
    return found


def _decision(context: Context, wording: str, documents: Sequence[str], how: str) -> str:
    described = _described(context, documents[0])
    text: str = table("proposals.toml")["decision"][wording]
    adopter = _deciding(context, documents if "{titles}" in text else documents[:1])
    quoted = [f"”{_title(context, name)}”" for name in documents]
    titles = quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} och {quoted[-1]}"
    details = ", ".join(
        part for part in (described.decision, *(f"dnr {n}" for n in described.diary_numbers[:1])) if part
    )
    body = text.format(
        title=_title(context, documents[0]), titles=titles, decision=f" ({details})" if details else "", how=how
    )
    return f"{adopter[0].upper()}{adopter[1:]} beslutar {body}."


def _described(context: Context, name: str) -> Description:
    record = context.records.get(name)
    return record.document.description if record else Description()


def _deciding(context: Context, documents: Sequence[str]) -> str:
    """Who decides: the body that adopted the documents; of several the assembly, before which no other may step."""
    adopters = {described.adopted_by for name in documents if (described := _described(context, name)).adopted_by}
    highest = sorted(one for one in adopters if sort_of(one) == _HIGHEST)
    known = highest or sorted(adopters)
    return known[0] if len(known) == 1 else _DECIDES
