"""The readable tables of this package: weights, neighbouring themes, audiences, words that say nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from styrdok.tables import read_lines, read_toml

_FOLDER = "styrdok.overlaps.data"


@cache
def table(name: str) -> Mapping[str, Any]:
    """A TOML table of this package by its file name."""
    return read_toml(_FOLDER, name)


@cache
def function_words() -> frozenset[str]:
    """Words that say nothing about the matter of a text."""
    return frozenset(word for line in read_lines(_FOLDER, "function_words.txt") for word in line.split())


@cache
def unsaid_words() -> frozenset[str]:
    """Words of forms and covers, which are not shown as what two documents have in common."""
    return frozenset(word for line in read_lines(_FOLDER, "unsaid_words.txt") for word in line.split())


@dataclass(frozen=True, slots=True)
class Limit:
    """How many passages on the same matter are shown for a pair, and how alike they must be at least."""

    rows: int
    least: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The figures of ``weights.toml``."""

    weight: Mapping[str, float]
    factor: Mapping[str, float]
    bits_unit: float
    doublings: float
    terms_full: float
    terms_base: float
    terms_highest_base: float
    assertion_doubt: float
    references_enough: float
    references_direct: float
    knee: float
    excess: float
    least: float
    neighbours: int
    evidence: int
    topical: Limit
    topical_weak: Limit
    topical_words: float
    need: Mapping[str, float]


@cache
def weights() -> Weights:
    """How the score is put together."""
    data = table("weights.toml")
    return Weights(
        weight=data["weight"],
        factor=data["factor"],
        bits_unit=data["passages"]["bits_unit"],
        doublings=data["passages"]["doublings"],
        terms_full=data["terms"]["full"],
        terms_base=data["terms"]["base"],
        terms_highest_base=data["terms"]["highest_base"],
        assertion_doubt=data["asserted"]["doubt"],
        references_enough=data["references"]["enough"],
        references_direct=data["references"]["direct"],
        knee=data["curb"]["knee"],
        excess=data["curb"]["excess"],
        least=data["list"]["least"],
        neighbours=data["list"]["neighbours"],
        evidence=data["list"]["evidence"],
        topical=Limit(**data["topical"]["strong"]),
        topical_weak=Limit(**data["topical"]["weak"]),
        topical_words=data["topical"]["words"],
        need=data["need"],
    )


@cache
def kinship() -> Mapping[tuple[str, str], float]:
    """How near two different themes are (0–1); pairs that are absent are unrelated."""
    data = table("neighbours.toml")
    return {(a, b): data["kinship"] for group in data["groups"] for a in group for b in group if a != b}
