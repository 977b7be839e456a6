"""Who must, should or may do what, by when: from clauses, responsibility sentences and activity tables."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from styrdok.extraction.lexicon.tables import read_toml
from styrdok.extraction.statements.phrases import compiled, first_match, may_occur
from styrdok.extraction.statements.rows import table_rows
from styrdok.extraction.statements.sentences import body_sentences
from styrdok.models import Commitment, Reading
from styrdok.reading.anchors import anchor
from styrdok.swedish.bodies import body_names, body_words
from styrdok.swedish.dates import find_dates
from styrdok.vocabulary import Bindingness

_TURN = re.compile(r"[,;:(]|\b(?:som|att|och)\b")
_ALL = re.compile(r"^samtliga\s+")
_ARTICLE = re.compile(r"^(?:den|de|en|det)\s+")
_MODAL_WINDOW = 3
_COMPANY = r"(?-i:(?:[A-ZÅÄÖ][\wåäö-]+ ){1,3}AB(?!\w))"
_OPENING = re.compile(r"^[•\-–*\s]*(?:\d+(?:\.\d+)*\.?\s+)?")
_ASKED = re.compile(r"\b(?:hur|vad|vilka|vilken|vilket|när|om)(?:\s+[^\s.;:]+){0,4}$", re.IGNORECASE)
_WHO_CLAUSE = re.compile(r"^som(?:\s+[^\s.;:]+){1,8}?\s+(?=ska\b|skall\b|bör\b|måste\b)")
_YEAR_AHEAD = re.compile(
    r"\b(?:(?:senast )?vid utgången av|senast|före(?: utgången av)?|fram till|till och med|under)"
    r"\s+(?:år\s+)?(20\d\d)\b"
)


@lru_cache(maxsize=1)
def commitment_words() -> dict[str, Any]:
    """The table of wordings of commitments."""
    table: dict[str, Any] = read_toml("statements.toml")["commitments"]
    return {**table, "aliases": body_names("cell") | table["aliases"]}


@lru_cache(maxsize=1)
def _actor_pattern() -> re.Pattern[str]:
    words = commitment_words()
    actors = "|".join(compiled(actor).pattern for actor in [*words["aliases"], *words["actors"]])
    qualifiers = "|".join(compiled(word).pattern for word in words["qualifiers"])
    return re.compile(rf"{_COMPANY}|(?:(?:{qualifiers})\s+){{0,2}}(?:{actors})", re.IGNORECASE)


@lru_cache(maxsize=1)
def _modals() -> tuple[str, ...]:
    words = commitment_words()
    return tuple(phrase for bindingness in Bindingness for phrase in words[bindingness.value])


@lru_cache(maxsize=1)
def _modal_pattern() -> re.Pattern[str]:
    return re.compile("|".join(compiled(phrase).pattern for phrase in _modals()), re.IGNORECASE)


def commitments(reading: Reading) -> tuple[Commitment, ...]:
    """The commitments of a document in reading order."""
    found = [*_in_sentences(reading), *_in_tables(reading)]
    return tuple(sorted(found, key=lambda c: (c.anchor.page, c.anchor.start, c.actor)))


def _in_sentences(reading: Reading) -> Iterator[Commitment]:
    for sentence in body_sentences(reading):
        if found := _actor_and_modal(sentence.text) or _does(sentence.text):
            actor, bindingness = found
            yield Commitment(
                normal_actor(actor),
                bindingness,
                " ".join(sentence.text.split()),
                _deadline(sentence.text),
                anchor(reading, sentence.start, sentence.end),
            )


def _actor_and_modal(text: str) -> tuple[str, Bindingness] | None:
    """The first actor next to a modal: before it ("nämnden ska") or, in turned clauses, after it ("ska nämnden")."""
    words = commitment_words()
    if not may_occur(_modals(), text) or _modal_pattern().search(text) is None:
        return None
    for actor in _actor_pattern().finditer(text):
        before, after = text[: actor.start()].rstrip(), text[actor.end() :].lstrip()
        if _ASKED.search(before):
            continue
        after = _WHO_CLAUSE.sub("", after)
        for bindingness in Bindingness:
            for phrase in words[bindingness.value]:
                if compiled(phrase).match(after) or _near(phrase, after) or _ends_with(phrase, before):
                    return actor.group(), Bindingness.MUST if _is_nobody(before) else bindingness
    return None


def _is_nobody(before: str) -> bool:
    """Whether what may be done is denied to everybody: ``ingen chef får``."""
    return before.lower().endswith(tuple(commitment_words()["nobody"]))


def _does(text: str) -> tuple[str, Bindingness] | None:
    """The body that begins a sentence and is said to do something: ``Hamnchefen utser en vakt``."""
    opening = _OPENING.sub("", text)
    actor = _actor_pattern().match(opening)
    if actor is None or not actor.group().lower().endswith(body_words("bound")):
        return None
    after = opening[actor.end() :].lstrip()
    said = any(compiled(phrase).match(after) for phrase in commitment_words()["does"])
    return (actor.group(), Bindingness.MUST) if said else None


def _near(phrase: str, after: str) -> bool:
    """Whether the modal follows within a few words that hold no comma or other verb-like turn."""
    first = " ".join(after.split()[: _MODAL_WINDOW + 1])
    found = compiled(phrase).search(first)
    return found is not None and not _TURN.search(first[: found.start()])


def _ends_with(phrase: str, before: str) -> bool:
    return any(match.end() == len(before) for match in compiled(phrase).finditer(before))


def normal_actor(actor: str) -> str:
    """One name per body: aliases written out, lower case, articles cut."""
    words = " ".join(actor.split())
    aliases = commitment_words()["aliases"]
    if words in aliases:
        return str(aliases[words])
    words = _ARTICLE.sub("", words.lower())
    return _ALL.sub("alla ", words)


def _deadline(text: str) -> str | None:
    for found in find_dates(text):
        before = text[: found.start].rstrip().lower()
        if found.value and before.endswith(
            ("senast", "senast den", "före", "innan", "till och med", "t.o.m.", "under")
        ):
            return found.value.isoformat()
    if year := _YEAR_AHEAD.search(text):
        return year.group(1)
    recurring = first_match([p for p in commitment_words()["deadline"] if not p.endswith("*")], text)
    return " ".join(recurring.group().lower().split()) if recurring else None


def _in_tables(reading: Reading) -> Iterator[Commitment]:
    words = commitment_words()
    roles = {"actor": words["actor_column"], "deadline": words["deadline_column"], "action": words["action_column"]}
    for row in table_rows(reading, roles):
        if {"actor", "action"} <= row.cells.keys():
            cell = row.words(reading)
            place = anchor(reading, row.start, row.end)
            actor = normal_actor(cell["actor"])
            yield Commitment(actor, Bindingness.MUST, cell["action"], cell.get("deadline"), place)
