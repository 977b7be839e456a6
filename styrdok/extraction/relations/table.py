"""The table of wordings, compiled."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from styrdok.extraction.lexicon.tables import read_toml
from styrdok.vocabulary import MentionKind, Modality, Relation

_ALL = frozenset(MentionKind) - {MentionKind.SELF}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A wording; see ``relations.toml`` for what the fields mean."""

    pattern: re.Pattern[str]
    after: Relation | None
    before: Relation | None
    kinds: frozenset[MentionKind]
    replacement: bool
    both_after: bool
    strict: bool
    inside: bool
    only: Modality | None
    rule: str
    named: bool

    def reaches(self, kind: MentionKind, rule: str) -> bool:
        """Whether the wording speaks of mentions of this kind that were found by this rule."""
        return kind in self.kinds and rule.startswith(self.rule) and not (self.named and rule == "anaphora")


@dataclass(frozen=True, slots=True)
class Scope:
    """A heading or field label whose content has a relation."""

    pattern: re.Pattern[str]
    relation: Relation
    kinds: frozenset[MentionKind]


@dataclass(frozen=True, slots=True)
class Mood:
    """A cue of modality, before the wording or (``late``) behind it."""

    modality: Modality
    pattern: re.Pattern[str]
    late: bool
    replacement: bool
    wide: bool


@dataclass(frozen=True, slots=True)
class Wordings:
    """All of the table; ``unlike`` matches what looks like a wording and is none."""

    triggers: tuple[Trigger, ...]
    scopes: tuple[Scope, ...]
    moods: tuple[Mood, ...]
    unlike: re.Pattern[str]
    denial: re.Pattern[str]
    proposal_heading: re.Pattern[str]
    proposal_lead: re.Pattern[str]


def _kinds(entry: dict[str, Any]) -> frozenset[MentionKind]:
    return frozenset(MentionKind(kind) for kind in entry["kinds"]) if "kinds" in entry else _ALL


def _relation(entry: dict[str, Any], key: str) -> Relation | None:
    return Relation(entry[key]) if key in entry else None


def _trigger(entry: dict[str, Any]) -> Trigger:
    return Trigger(
        re.compile(rf"(?<![\w-])(?:{entry['pattern']})(?![\w-])"),
        _relation(entry, "after"),
        _relation(entry, "before"),
        _kinds(entry),
        entry.get("family") == "replacement",
        entry.get("both_after", False),
        entry.get("strict", False),
        entry.get("inside", False),
        Modality(entry["only"]) if "only" in entry else None,
        entry.get("rule", ""),
        entry.get("named", False),
    )


def _mood(entry: dict[str, Any]) -> Mood:
    late = "late" in entry
    pattern = re.compile(entry["late" if late else "near"])
    return Mood(Modality(entry["name"]), pattern, late, entry.get("replacement", False), entry.get("wide", False))


@cache
def wordings() -> Wordings:
    """The table; raises :class:`ValueError` for an unknown relation, kind or modality."""
    table = read_toml("relations.toml")
    return Wordings(
        triggers=tuple(_trigger(entry) for entry in table["trigger"]),
        scopes=tuple(
            Scope(re.compile(rf"(?:\d[\d.]* )?(?:{entry['pattern']})\s*:?"), Relation(entry["relation"]), _kinds(entry))
            for entry in table["scope"]
        ),
        moods=tuple(_mood(entry) for entry in table["modality"]),
        denial=re.compile(table["not"]["denial"]),
        proposal_heading=re.compile(table["proposal"]["heading"]),
        proposal_lead=re.compile(table["proposal"]["lead"]),
        unlike=re.compile("|".join(rf"(?:\b{pattern}\b)" for pattern in table["not"]["patterns"])),
    )
