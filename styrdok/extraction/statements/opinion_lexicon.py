"""The fields of words that make a sentence a viewpoint, and what each clue weighs: two tables, checked once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from styrdok.errors import StyrdokError
from styrdok.extraction.lexicon.tables import read_toml, read_tsv
from styrdok.extraction.statements.phrases import compiled
from styrdok.vocabulary import ViewpointKind

_FIELDS = "viewpoint_fields.toml"
_WEIGHTS = "viewpoint_weights.tsv"
_COLUMNS = ("clue", "speaks_for", "weight")
VIEWPOINT = "viewpoint"
ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Field:
    """General words of one matter; ``kinds`` are those of which they speak by themselves.

    ``evaluates`` says that the words judge what they speak of, ``against`` that they only tell, ``opens`` that they
    count at the beginning of a sentence alone.
    """

    name: str
    kinds: tuple[ViewpointKind, ...]
    evaluates: bool
    against: bool
    opens: bool
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpinionLexicon:
    """The fields, and of every clue its weight for being a viewpoint at all and for each kind of viewpoint."""

    fields: tuple[Field, ...]
    viewpoint: Mapping[str, float]
    kinds: Mapping[ViewpointKind, Mapping[str, float]]


@lru_cache(maxsize=1)
def fields() -> tuple[Field, ...]:
    """Load the fields of words; raises :class:`StyrdokError` naming what is wrong in them."""
    try:
        found = tuple(
            Field(
                row["name"],
                tuple(ViewpointKind(kind) for kind in row.get("kinds", ())),
                bool(row.get("evaluates")),
                bool(row.get("against")),
                bool(row.get("opens")),
                tuple(row["phrases"]),
            )
            for row in read_toml(_FIELDS)["field"]
        )
    except (KeyError, ValueError) as problem:
        raise StyrdokError(f"{_FIELDS} is not well-formed: {problem}.", "Mend the table.") from problem
    for field in found:
        for phrase in field.phrases:
            compiled(phrase)
    return found


@lru_cache(maxsize=1)
def opinion_lexicon() -> OpinionLexicon:
    """Load fields and weights; raises :class:`StyrdokError` naming what is wrong in them."""
    viewpoint: dict[str, float] = {}
    kinds: dict[ViewpointKind, dict[str, float]] = {kind: {} for kind in ViewpointKind}
    try:
        for row in read_tsv(_WEIGHTS, _COLUMNS):
            target = viewpoint if row["speaks_for"] == VIEWPOINT else kinds[ViewpointKind(row["speaks_for"])]
            target[row["clue"]] = float(row["weight"])
    except ValueError as problem:
        raise StyrdokError(f"{_WEIGHTS} is not well-formed: {problem}.", "Build it anew.") from problem
    return OpinionLexicon(fields(), viewpoint, kinds)
