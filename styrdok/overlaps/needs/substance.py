"""Needs that lie in the substance: terms, goals and duties that two documents state differently."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations

from styrdok.findings import Need, Overlap, Place, Record
from styrdok.language import Sentence
from styrdok.models import Commitment
from styrdok.overlaps.asserted import Assertion, divisions_of, order
from styrdok.overlaps.bodies import two_bodies
from styrdok.overlaps.context import Context
from styrdok.overlaps.figures import UNIT, compete, contradicting, interval_of
from styrdok.overlaps.lineage import same_organisation
from styrdok.overlaps.needs.found import goals_out_of_place, lived_on
from styrdok.overlaps.promises import goal_told
from styrdok.overlaps.signals import same_meaning, shared_definitions
from styrdok.overlaps.tables import weights
from styrdok.swedish.bodies import body_words
from styrdok.vocabulary import Kind, NeedReason, ReuseKind

Apart = Callable[[str, str], bool]

_ABOUT_STEERING = re.compile(r"styrdokument|styrande dokument|styrning av dokument")


@cache
def _body() -> re.Pattern[str]:
    """A body that a matter may be said to lie on, with its article."""
    return re.compile(rf"[\wåäö-]*(?:{'|'.join(body_words('laid'))})(?:e?n|et)?\b")


def differing_definitions(context: Context, apart: Apart, today: date) -> Iterator[Need]:
    """The same term defined in different words by two documents of one organisation."""
    score = weights().need["differing_definition"]
    alive = lived_on(context.snapshot)
    for a, b in _defining_alike(context):
        pairs = [(x, y) for x, y in shared_definitions(context, a, b) if not same_meaning(x, y)]
        if not apart(a, b):
            pairs = [pair for pair in pairs if _still_used(context, pair[0].term, (a, b), alive)]
        if not pairs:
            continue
        terms = ", ".join(f"”{x.term}”" for x, _ in pairs)
        sentence = Sentence.of(
            "Dokumenten definierar {terms} olika: ”{one}” respektive ”{other}”.",
            terms=terms,
            one=pairs[0][0].text,
            other=pairs[0][1].text,
        )
        evidence = tuple(place for x, y in pairs for place in (Place(a, x.anchor), Place(b, y.anchor)))
        yield Need((a, b), NeedReason.DIFFERING_DEFINITION, score, sentence, evidence)


def _defining_alike(context: Context) -> list[tuple[str, str]]:
    """The pairs of documents that define a term in common, sorted."""
    by_term: dict[str, list[str]] = defaultdict(list)
    for name, record in sorted(context.records.items()):
        for term in {definition.term.lower() for definition in record.extraction.definitions}:
            by_term[term].append(name)
    return sorted({pair for names in by_term.values() for pair in combinations(names, 2)})


def _still_used(context: Context, term: str, editions: tuple[str, str], alive: Mapping[str, frozenset[str]]) -> bool:
    """Whether one of two editions is replaced while a third document leans on it and uses the term."""
    old = next((name for name in editions if name in alive), None)
    if old is None or all(name in alive for name in editions):
        return False
    new = context.records[next(name for name in editions if name != old)]
    if new.document.description.kind is not Kind.STEERING or not same_organisation(context.records[old], new):
        return False
    return any(_uses(context.records[name], term) for name in alive[old] - set(editions))


def _uses(record: Record, term: str) -> bool:
    """Whether a document uses a term, in whatever form of its last word."""
    pattern = re.compile(rf"\b{re.escape(term.lower())}")
    return any(pattern.search(passage.anchor.text.lower()) for passage in record.extraction.passages)


def competing_goals(context: Context, apart: Apart, today: date) -> Iterator[Need]:
    """Goals for the same matter with different values or years."""
    score = weights().need["competing_goal"]
    for (a, b), pairs in sorted(context.promises.goals.items()):
        differing = [(x, y, likeness) for x, y, likeness in pairs if compete(x, y)]
        if not differing or not apart(a, b):
            continue
        x, y, likeness = differing[0]
        sentence = Sentence.of("Olika mål för samma sak: {one} mot {other}.", one=goal_told(x), other=goal_told(y))
        evidence = tuple(place for p, q, _ in differing for place in (Place(a, p.anchor), Place(b, q.anchor)))
        yield Need((a, b), NeedReason.COMPETING_GOAL, round(score + 0.1 * likeness, 4), sentence, evidence)


def contradictions(context: Context, apart: Apart, overlaps: Sequence[Overlap]) -> Iterator[Need]:
    """Nearly the same words on both sides, but with other figures."""
    score = weights().need["competing_goal"]
    goals = set(context.promises.goals)
    for one in overlaps:
        if (one.a, one.b) in goals or not apart(one.a, one.b):
            continue
        like = [passage for passage in one.evidence if passage.kind is ReuseKind.EDITED]
        found = [(passage, clash) for passage in like for clash in contradicting(passage.a.text, passage.b.text)]
        if found:
            passage, (unit, left, right) = found[0]
            sentence = Sentence.of(
                "Nästan samma text men olika uppgifter ({unit}: {left} mot {right}): ”{words}”.",
                unit=Sentence(unit, (), UNIT),
                left=left,
                right=right,
                words=_to_its_end(passage.a.text),
            )
            evidence = tuple(place for p, _ in found for place in (Place(one.a, p.a), Place(one.b, p.b)))
            yield Need((one.a, one.b), NeedReason.COMPETING_GOAL, score, sentence, evidence)


def _to_its_end(words: str) -> str:
    """Words with a sign that they go on where they break off in a sentence."""
    return words if words.endswith((".", "!", "?", "”")) else f"{words} …"


def double_responsibilities(context: Context, apart: Apart, today: date) -> Iterator[Need]:
    """The same duty laid on two different bodies, or said to be."""
    score = weights().need["double_responsibility"]
    yield from _said_divided(context, apart, score)
    for (a, b), pairs in sorted(context.promises.commitments.items()):
        doubled = [(x, y, likeness) for x, y, likeness in pairs if two_bodies(x, y)]
        if not doubled or not apart(a, b):
            continue
        x, y, likeness = doubled[0]
        sentence = Sentence.of(
            "Samma uppgift ligger på {one} (”{one_words}”) och på {other} (”{other_words}”).",
            one=_called(x),
            one_words=x.text,
            other=_called(y),
            other_words=y.text,
        )
        evidence = tuple(place for p, q, _ in doubled for place in (Place(a, p.anchor), Place(b, q.anchor)))
        yield Need((a, b), NeedReason.DOUBLE_RESPONSIBILITY, round(score + 0.1 * likeness, 4), sentence, evidence)


def _called(duty: Commitment) -> str:
    """Who has a duty, in the letters of its sentence where that is a name of several words (*Sandviks Vatten AB*)."""
    written = re.search(re.escape(duty.actor), duty.text, re.IGNORECASE)
    return written.group() if written and written.group()[1:] != duty.actor[1:] else duty.actor


def differing_intervals(context: Context, apart: Apart, today: date) -> Iterator[Need]:
    """The same duty of one body at two intervals."""
    score = weights().need["competing_goal"]
    for (a, b), pairs in sorted(context.promises.commitments.items()):
        found = [
            (x, y, one, other)
            for x, y, _ in pairs
            if not two_bodies(x, y) and (one := interval_of(x.text)) and (other := interval_of(y.text)) and one != other
        ]
        if not found or not apart(a, b):
            continue
        x, y, one, other = found[0]
        sentence = Sentence.of(
            "Samma uppgift ska göras {one} (”{one_words}”) men också {other} (”{other_words}”).",
            one=one,
            one_words=x.text,
            other=other,
            other_words=y.text,
        )
        evidence = tuple(place for p, q, _, _ in found for place in (Place(a, p.anchor), Place(b, q.anchor)))
        yield Need((a, b), NeedReason.COMPETING_GOAL, score, sentence, evidence)


def _said_divided(context: Context, apart: Apart, score: float) -> Iterator[Need]:
    """Two documents of which somebody says that they lay one matter on different bodies."""
    voices: dict[tuple[str, str], list[Assertion]] = defaultdict(list)
    for said in divisions_of(context.records, context.references, context.labels):
        known = [name for name in said.documents if name in context.records]
        if len(known) == 2 and len(set(_body().findall(said.anchor.text.lower()))) > 1 and apart(known[0], known[1]):
            voices[known[0], known[1]].append(said)
    for pair, heard in sorted(voices.items()):
        first = min(heard, key=order)
        sentence = Sentence.of(
            "{speaker} säger att samma uppgift ligger på två håll, i ”{where}”, s. {page}: ”{words}”",
            speaker=first.speaker,
            where=context.title(first.source),
            page=first.anchor.page,
            words=first.anchor.text,
        )
        evidence = tuple(Place(one.source, one.anchor) for one in heard)
        yield Need(pair, NeedReason.DOUBLE_RESPONSIBILITY, score, sentence, evidence)


def mismatches(context: Context, apart: Apart, today: date) -> Iterator[Need]:
    """Goals with a value or a year in a type of document that should have none.

    Named together with the document that rules what types may hold, where the registry has one.
    """
    score = weights().need["type_mismatch"]
    ruling = _ruling(context)
    for name, record in sorted(context.records.items()):
        goals = goals_out_of_place(record)
        if goals and name not in ruling:
            sentence = Sentence.of(
                "Ett dokument av en typ som inte ska ha mål sätter mål: ”{words}”.", words=goals[0].text
            )
            evidence = tuple(Place(name, goal.anchor) for goal in goals)
            rules = [other for other in ruling if apart(name, other)][:1]
            yield Need((name, *rules), NeedReason.TYPE_MISMATCH, score, sentence, evidence)


def _ruling(context: Context) -> list[str]:
    """The documents on steering documents: guidelines that say what each type is for."""
    return [
        name
        for name, record in sorted(context.records.items())
        if record.document.description.kind is Kind.STEERING
        and _ABOUT_STEERING.search((record.document.description.title or "").lower())
    ]
