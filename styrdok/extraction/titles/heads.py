"""Head nouns of titles: program, plan, policy, riktlinje … with their forms and the genre they belong to."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from styrdok.extraction.lexicon.tables import read_toml, read_tsv
from styrdok.swedish.compounds import split_compound
from styrdok.swedish.lexicon import readings

_TABLE = "nouns.tsv"
_COLUMNS = ("lemma", "genre", "indefinite", "definite", "plural", "definite_plural", "use")
_NONE = "-"
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
    forms: tuple[str, ...]
    alone: bool
    never: bool
    per_body: bool = False


@dataclass(frozen=True, slots=True)
class Inflected:
    """One form of a noun as it is written."""

    text: str
    definite: bool
    plural: bool
    genitive: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A noun of the table; ``genre`` and ``use`` are empty where it has none, ``forms`` begins with the lemma."""

    lemma: str
    genre: str
    use: str
    forms: tuple[Inflected, ...]


@lru_cache(maxsize=1)
def noun_rows() -> tuple[Row, ...]:
    """The nouns of the table with all their forms."""
    return tuple(
        Row(row["lemma"], row["genre"].strip(_NONE), row["use"].strip(_NONE), tuple(_inflected(row)))
        for row in read_tsv(_TABLE, _COLUMNS)
    )


def _inflected(row: dict[str, str]) -> Iterator[Inflected]:
    for column in _COLUMNS[2:6]:
        definite, plural = column.startswith("definite"), column.endswith("plural")
        for written in row[column].split(";"):
            yield Inflected(written, definite, plural, genitive=False)
            yield Inflected(written if written.endswith("s") else f"{written}s", definite, plural, genitive=True)


@lru_cache(maxsize=1)
def heads() -> dict[str, Head]:
    """Every head noun by lemma."""
    table = read_toml("title_words.toml")["heads"]
    return {
        row.lemma: Head(
            row.lemma,
            row.genre,
            tuple(dict.fromkeys(form.text for form in row.forms)),
            *(row.lemma in table[use] for use in _USES),
        )
        for row in noun_rows()
        if row.genre
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
    """A head at the end of a word that no dictionary knows (``kajstadspolicyn``); the longest head wins."""
    for start in range(2, len(word) - _SHORT_HEAD):
        head = head_forms().get(word[start:])
        if head is not None:
            return (word[:start],), head
    return None
