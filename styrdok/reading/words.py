"""The word table of the reader, checked when it is loaded."""

from dataclasses import dataclass
from functools import cache

from styrdok.tables import read_toml


@dataclass(frozen=True, slots=True)
class Words:
    """Words and signs that tell what a line is; see ``data/words.toml``."""

    known: frozenset[str]
    hanging: frozenset[str]
    hyphened: frozenset[str]
    caption: tuple[str, ...]
    contents: frozenset[str]
    page: tuple[str, ...]
    of: tuple[str, ...]
    units: frozenset[str]
    labels: frozenset[str]
    bullets: str


@cache
def words() -> Words:
    """The table that comes with the package. Raises :class:`ValueError` when a word is not in lower case."""
    table = read_toml("styrdok.reading.data", "words.toml")
    loaded = Words(
        known=frozenset(table["known"].split()),
        hanging=frozenset(table["hanging"]),
        hyphened=frozenset(table["hyphened"]),
        caption=tuple(table["caption"]),
        contents=frozenset(table["contents"]),
        page=tuple(table["page"]),
        of=tuple(table["of"]),
        units=frozenset(table["units"]),
        labels=frozenset(table["labels"]),
        bullets=table["bullets"],
    )
    every = (*loaded.known, *loaded.hanging, *loaded.hyphened, *loaded.caption, *loaded.contents, *loaded.labels)
    wrong = sorted(word for word in every if word != word.lower() or not word)
    if wrong:
        raise ValueError(f"words.toml: not in lower case: {wrong}")
    return loaded
