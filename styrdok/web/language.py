"""The words of the pages: Swedish as written in the templates, other languages from a table."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from styrdok.errors import UsageProblem
from styrdok.overlaps.themes import theme_name
from styrdok.reports import swedish_words as words
from styrdok.vocabulary import Bindingness, Modality, Relation, Stance, Verdict

_TABLE = Path(__file__).parent / "messages.toml"
SWEDISH = "sv"
_RELATION = {
    Relation.REFERS_TO: "hänvisar till",
    Relation.REPLACES: "ersätter",
    Relation.REPLACED_BY: "ersätts av",
    Relation.REPEALS: "upphäver",
    Relation.REPEALED: "upphävd",
    Relation.REVISES: "reviderar",
    Relation.EXTENDS_VALIDITY: "förlänger",
    Relation.MERGES: "slår samman",
    Relation.SPLITS_INTO: "delas i",
    Relation.ABSORBS_PART: "tar över del av",
    Relation.PART_OF: "är del av",
    Relation.HAS_PART: "har som del",
    Relation.COMPLEMENTS: "kompletterar",
    Relation.CONCRETISES: "konkretiserar",
    Relation.BASED_ON: "bygger på",
    Relation.IN_LINE_WITH: "i linje med",
    Relation.SUBORDINATE_TO: "är underordnat",
    Relation.OVERRIDES: "går före",
    Relation.COORDINATES_WITH: "samordnas med",
    Relation.DELIMITS_AGAINST: "avgränsas mot",
    Relation.CONTRIBUTES_TO: "bidrar till",
    Relation.CONVERTED_FROM: "omvandlat från",
    Relation.PLANNED_REPLACEMENT: "ska ersätta",
    Relation.TRANSFERRED_RESPONSIBILITY: "överför ansvar",
    Relation.RESPONDS_TO: "svarar på",
}
_MODALITY = {
    Modality.FACT: "",
    Modality.PROPOSED: "föreslås",
    Modality.REQUESTED: "efterfrågas",
    Modality.HYPOTHETICAL: "tänkt",
    Modality.NEGATED: "nekas",
}
_STANCE = {
    Stance.SUPPORTS: "tillstyrker",
    Stance.SUPPORTS_MAINLY: "tillstyrker i huvudsak",
    Stance.SUPPORTS_ON_CONDITION: "tillstyrker med villkor",
    Stance.NEUTRAL: "neutral",
    Stance.ABSTAINS: "avstår",
    Stance.OPPOSES: "avstyrker",
    Stance.NOT_STATED: "",
}
_BINDING = {Bindingness.MUST: "ska", Bindingness.SHOULD: "bör", Bindingness.MAY: "får"}
_TABLES: tuple[Mapping[Any, str], ...] = (
    words.KIND, words.TYPE, words.STATUS, words.LINKED, words.REUSE, words.RESOLUTION, words.REASON,
    words.ACTION, words.SPEAKER, words.VIEWPOINT, words.FILE, words.VERDICT, words.FRESHNESS,
    _RELATION, _MODALITY, _STANCE, _BINDING,
)  # fmt: skip
_WORDS = {type(code): table for table in _TABLES for code in table}


class Language:
    """One language of the pages. Raises :class:`~styrdok.errors.UsageProblem` for one that is not there."""

    def __init__(self, code: str) -> None:
        if code != SWEDISH and code not in tables():
            known = ", ".join([SWEDISH, *sorted(tables())])
            raise UsageProblem(f"There is no language '{code}'.", f"Use one of {known}.")
        self.code = code
        self._table = tables().get(code, {})

    def say(self, text: str, **values: object) -> str:
        """The Swedish ``text`` in this language, its ``{names}`` filled in."""
        said = self._table.get(text, text)
        return said.format(**values) if values else said

    def word(self, code: StrEnum) -> str:
        """What a code word of the interface is called."""
        if self.code != SWEDISH:
            return code.value.replace("_", " ")
        return _WORDS[type(code)][code]

    def theme(self, theme: str) -> str:
        """What a theme is called."""
        return theme_name(theme) if self.code == SWEDISH else theme.replace("_", " ")

    def verdict(self, verdict: Verdict) -> str:
        """A verdict with its sign, so that colour is never alone."""
        return f"{SIGNS[verdict]} {self.word(verdict)}"


SIGNS = {Verdict.OPEN: "○", Verdict.ACCEPT: "✓", Verdict.DISMISS: "✗", Verdict.UNSURE: "?"}


@cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """The translations by language."""
    with _TABLE.open("rb") as file:
        return tomllib.load(file)
