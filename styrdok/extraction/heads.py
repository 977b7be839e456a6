"""Head nouns of titles: program, plan, policy, riktlinje … with their forms and the genre they belong to."""

from dataclasses import dataclass
from functools import lru_cache

from styrdok.swedish.compounds import split_compound
from styrdok.swedish.lexicon import readings
from styrdok.swedish.tables import read_toml, read_tsv

_LEXICON = "styrdok.extraction.lexicon"
_SHORT_HEAD = 3
_USES = ("alone", "never", "per_body")


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: ``genre`` joins heads that may name one document, ``forms`` begins with the lemma itself.

    ``alone`` heads name a document without a matter (``översiktsplanen``); heads that are ``never`` documents are
    listed so that they are not taken for one; of ``per_body`` heads every committee has its own.
    """

    lemma: str
    genre: str
    group: str
    forms: tuple[str, ...]
    alone: bool
    never: bool
    per_body: bool = False


@lru_cache(maxsize=1)
def heads() -> dict[str, Head]:
    """Every head noun by lemma."""
    table = read_toml(_LEXICON, "title_words.toml")["heads"]
    rows = read_tsv(_LEXICON, "heads.tsv")
    return {
        lemma: Head(lemma, genre, group, tuple(forms.split()), *(lemma in table[use] for use in _USES))
        for lemma, genre, group, forms in rows
    }


@lru_cache(maxsize=1)
def head_forms() -> dict[str, Head]:
    """Every form of every head noun."""
    return {form: head for head in heads().values() for form in head.forms}


@lru_cache(maxsize=50_000)
def find_head(word: str) -> tuple[tuple[str, ...], Head] | None:
    """The compound parts before the head and the head, when a word is or ends in a head noun.

    ``television`` and ``provision`` have no head: the dictionary knows them as words of one piece.
    """
    word = word.lower().rstrip("-")
    forms = head_forms()
    if word in forms:
        return (), forms[word]
    parts = split_compound(word)
    for count in (3, 2, 1):
        if len(parts) > count and "".join(parts[-count:]) in forms:
            return parts[:-count], forms["".join(parts[-count:])]
    if len(parts) == 1 and not readings(word):
        return _unknown_compound(word)
    return None


def _unknown_compound(word: str) -> tuple[tuple[str, ...], Head] | None:
    """A head at the end of a word that no dictionary knows (``ekhamnspolicyn``); the longest head wins."""
    for start in range(2, len(word) - _SHORT_HEAD):
        head = head_forms().get(word[start:])
        if head is not None:
            return (word[:start],), head
    return None
