"""The table of wordings, compiled."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from styrdok.extraction.lexicon.tables import read_toml
from styrdok.extraction.lexicon.wordings import Sets, alternatives, compiled, filled
from styrdok.vocabulary import MentionKind, Modality, Relation

_ALL = frozenset(MentionKind) - {MentionKind.SELF}
_PAIRED = frozenset({Relation.COORDINATES_WITH, Relation.MERGES, Relation.REVISES})
# How much nearer a weak wording must be than another to decide, and a mere bond than what is done to a document.
_WEAK = 40
_BOND = 2
_FLAGS = (
    "steering",
    "case",
    "both_after",
    "strict",
    "inside",
    "inverted",
    "denial",
    "settled",
    "weak",
    "strong",
    "named",
    "manner",
)
_TOGETHER = 12
"""Wordings in a bundle: looking for them takes least time with about so many."""

_FAMILIES = ("replacement", "change", "norm", "bond")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A wording; see ``relations.toml`` for what the fields mean."""

    pattern: re.Pattern[str]
    after: Relation | None
    before: Relation | None
    kinds: frozenset[MentionKind]
    family: str
    both_after: bool
    strict: bool
    inside: bool
    inverted: bool
    denial: bool
    settled: bool
    weak: bool
    strong: bool
    only: Modality | None
    rule: str
    named: bool
    manner: bool
    steering: bool
    case: bool

    @property
    def paired(self) -> bool:
        """Whether the wording may speak of two documents at once."""
        return self.before in _PAIRED

    @property
    def loose(self) -> int:
        """How much farther from a mention than it stands the wording counts."""
        return self.weak * _WEAK + (self.family == "bond" and self.paired) * _BOND

    @property
    def replacement(self) -> bool:
        """Whether anything but plain fact makes it a planned replacement."""
        return self.family == "replacement"

    def reaches(self, kind: MentionKind, rule: str) -> bool:
        """Whether the wording speaks of mentions of this kind that were found by this rule."""
        return kind in self.kinds and rule.startswith(self.rule) and not (self.named and rule == "anaphora")


@dataclass(frozen=True, slots=True)
class Bundle:
    """Some wordings, with a pattern that is found where one of them is: they are looked for only in what has it."""

    pattern: re.Pattern[str]
    triggers: tuple[Trigger, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """A heading or field label whose content has a relation.

    ``head``: only what an item or a row begins with; ``weak``: unless a sentence tells another relation.
    """

    pattern: re.Pattern[str]
    relation: Relation
    kinds: frozenset[MentionKind]
    head: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class Mood:
    """A cue of modality; ``where`` is the part of the text it is looked for in (see ``relations.toml``)."""

    modality: Modality
    pattern: re.Pattern[str]
    where: str
    families: frozenset[str]
    verb: bool
    noun: bool


@dataclass(frozen=True, slots=True)
class Denied:
    """What denies a wording and how far that reaches; see ``[denied]`` in ``relations.toml``."""

    clause: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    breaks: re.Pattern[str]
    finite: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Forms:
    """Which wordings are nouns or infinitives, and after what these are told as done; see ``[forms]``."""

    noun: re.Pattern[str]
    infinitive: re.Pattern[str]
    passive: re.Pattern[str]
    done: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Memo:
    """How a memo proposes, and what in a sentence speaks against it; see ``[memo]``."""

    asks: re.Pattern[str]
    others: re.Pattern[str]
    open: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Listed:
    """Headings, columns and introductions under which what is told is a proposal, or a request."""

    heading: re.Pattern[str]
    sentence: re.Pattern[str]
    column: re.Pattern[str]
    lead: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Wordings:
    """All of the table; ``unlike`` matches what looks like a wording and is none."""

    triggers: tuple[Trigger, ...]
    bundles: tuple[Bundle, ...]
    scopes: tuple[Scope, ...]
    moods: tuple[Mood, ...]
    denied: Denied
    forms: Forms
    memo: Memo
    unlike: re.Pattern[str]
    denial: re.Pattern[str]
    any_one: re.Pattern[str]
    not_yet: re.Pattern[str]
    would: re.Pattern[str]
    proposed: Listed
    requested: Listed


def _kinds(entry: dict[str, Any]) -> frozenset[MentionKind]:
    return frozenset(MentionKind(kind) for kind in entry["kinds"]) if "kinds" in entry else _ALL


def _relation(entry: dict[str, Any], key: str) -> Relation | None:
    return Relation(entry[key]) if key in entry else None


def _trigger(entry: dict[str, Any], sets: Sets) -> Trigger:
    family = entry.get("family", "bond")
    if family not in _FAMILIES:
        raise ValueError(f"relations.toml: unknown family {family!r}")
    flags: dict[str, Any] = {name: entry.get(name, False) for name in _FLAGS}
    return Trigger(
        pattern=_whole(_wording(entry, sets)),
        after=_relation(entry, "after"),
        before=_relation(entry, "before"),
        kinds=_kinds(entry),
        family=family,
        only=Modality(entry["only"]) if "only" in entry else None,
        rule=entry.get("rule", ""),
        **flags,
    )


def _wording(entry: dict[str, Any], sets: Sets) -> str:
    return alternatives(entry["wordings"], sets).replace("~", f" {filled('(?:{adverbs} ){0,3}', sets)}")


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])")


def _bundles(entries: list[dict[str, Any]], triggers: Sequence[Trigger], sets: Sets) -> Iterator[Bundle]:
    for first in range(0, len(triggers), _TOGETHER):
        part = slice(first, first + _TOGETHER)
        yield Bundle(_whole("|".join(_wording(entry, sets) for entry in entries[part])), tuple(triggers[part]))


def _scope(entry: dict[str, Any], sets: Sets) -> Scope:
    marks = entry.get("head", False), entry.get("weak", False)
    return Scope(_label(entry["wordings"], sets), Relation(entry["relation"]), _kinds(entry), *marks)


def _mood(entry: dict[str, Any], sets: Sets) -> Mood:
    where = next(part for part in ("near", "wide", "whole", "rest", "late") if part in entry)
    families = frozenset(entry.get("families", _FAMILIES))
    marks = entry.get("verb", False), entry.get("noun", False)
    return Mood(Modality(entry["name"]), compiled(entry[where], sets), where, families, *marks)


@cache
def wordings() -> Wordings:
    """The table; raises :class:`ValueError` for an unknown relation, kind or modality."""
    table = read_toml("relations.toml")
    sets = table["sets"]
    triggers = tuple(_trigger(entry, sets) for entry in table["trigger"])
    return Wordings(
        triggers=triggers,
        bundles=tuple(_bundles(table["trigger"], triggers, sets)),
        scopes=tuple(_scope(entry, sets) for entry in table["scope"]),
        moods=tuple(_mood(entry, sets) for entry in table["modality"]),
        denied=Denied(**{name: compiled(wordings, sets) for name, wordings in table["denied"].items()}),
        forms=Forms(**{name: compiled(wordings, sets) for name, wordings in table["forms"].items()}),
        memo=Memo(**{name: compiled(wordings, sets) for name, wordings in table["memo"].items()}),
        denial=compiled(table["not"]["denial"], sets),
        any_one=compiled(table["not"]["any_one"], sets),
        not_yet=compiled(table["not"]["not_yet"], sets),
        would=compiled(table["not"]["would"], sets),
        proposed=Listed(**{name: compiled(wordings, sets) for name, wordings in table["proposal"].items()}),
        requested=Listed(**{name: compiled(wordings, sets) for name, wordings in table["request"].items()}),
        unlike=compiled([rf"\b{pattern}\b" for pattern in table["not"]["wordings"]], sets),
    )


def _label(wordings: list[str], sets: Sets) -> re.Pattern[str]:
    return re.compile(rf"(?:\d[\d.]* )?(?:{alternatives(wordings, sets)})\s*:?")
