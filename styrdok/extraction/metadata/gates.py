"""Gates: what may stand in a field at all.

A value that does not pass is kept without a value, with the reason, so that a reviewer sees why the field is unknown.
"""

from collections.abc import Iterator
from functools import lru_cache

from styrdok.extraction.metadata.entries import Entry
from styrdok.extraction.metadata.heads import find_heads
from styrdok.extraction.metadata.labels import label_at_start
from styrdok.extraction.metadata.values import body_in, is_placeholder, names_person
from styrdok.extraction.metadata.words import title_words
from styrdok.swedish.lexicon import readings
from styrdok.tables import read_toml
from styrdok.vocabulary import Refusal

_MOST_WORDS = 8
_UNSURE = 0.05


@lru_cache(maxsize=1)
def _offices() -> tuple[str, ...]:
    table = read_toml("styrdok.extraction.lexicon", "adopters.toml")
    posts, owners = table["posts"]["endings"], table["duty"]["owners"]
    return (*posts, *(post + ending for post in posts for ending in ("en", "n")), *table["duty"]["offices"], *owners)


def may_adopt(text: str) -> bool:
    """Whether words can name who decides: a board, an office, a post or a person."""
    return body_in(text) is not None or _is_office(text) or _is_person(text)


def may_answer(text: str) -> bool:
    """Whether words can name who answers for a document: no label, no document and no word that points elsewhere."""
    if _is_label(text) or text.lower().strip(" .:") in title_words().strip:
        return False
    return not find_heads(text) or _is_office(text) or body_in(text) is not None


def _is_office(text: str) -> bool:
    return any(word.lower().strip(" ,.").endswith(_offices()) for word in text.split())


def _is_person(text: str) -> bool:
    """Whether words are a person's name: capitalised, no label, and not all of them ordinary words."""
    if _is_label(text) or not names_person(text.split(",")[0]):
        return False
    return any(not readings(word.lower()) for word in text.replace(",", " ").split())


def _is_label(text: str) -> bool:
    found = label_at_start(text)
    return found is not None and found.end >= len(text)


def refusal(entry: Entry, reason: Refusal) -> Iterator[tuple[Refusal, float]]:
    """The reason and how little it weighs, where a clear label on the first page stands at a short value."""
    clear = entry.colon or entry.form != "same"
    short = 0 < len(entry.value.split()) <= _MOST_WORDS
    if clear and short and entry.label.rank == 1 and entry.place.page == 1 and not is_placeholder(entry.value):
        yield reason, _UNSURE
