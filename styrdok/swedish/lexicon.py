"""The word data: SALDO's forms, and the forms that may stand in a compound.

SALDO (Borin, Forsberg & Lönngren 2013) is used under CC BY 4.0, the hunspell list sv_SE (Göran Andersson) under
LGPL-3; see ``LICENSES/``. Both are loaded when first asked for.
"""

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from styrdok.swedish.automaton import Automaton, Reading
from styrdok.tables import read_bytes, read_toml

_DATA = "styrdok.swedish.data"


@dataclass(frozen=True, slots=True)
class CompoundForms:
    """Forms that may open or join a compound (``kvalitets``, ``folkhälso``) and stems that may close one."""

    opening: frozenset[str]
    closing: frozenset[str]


@lru_cache(maxsize=1)
def _automaton() -> Automaton:
    return Automaton(lzma.decompress(read_bytes(_DATA, "saldo.fsa.xz")))


def expand() -> None:
    """Expand the beginnings of words in SALDO, so that processes split off from this one need not."""
    _automaton().expand()


@lru_cache(maxsize=200_000)
def readings(form: str) -> tuple[Reading, ...]:
    """The lemmas and tags (``NN:BF:SIN:NOM:NEU`` …) that SALDO gives a form, case as written."""
    return _automaton().readings(form)


@lru_cache(maxsize=200_000)
def is_base_form(word: str) -> bool:
    """Whether the word is the dictionary form of some word."""
    return any(lemma == word for lemma, _ in readings(word))


@lru_cache(maxsize=1)
def compound_forms() -> CompoundForms:
    """The compound forms, the supplement of ``words.toml`` included."""
    opening, _, closing = lzma.decompress(read_bytes(_DATA, "compounds.txt.xz")).decode().partition("\n\n")
    words = word_table()
    return CompoundForms(
        (frozenset(_decoded(opening)) | words.opening) - words.never_opening,
        (frozenset(_decoded(closing)) | words.closing) - words.never_closing,
    )


def _decoded(block: str) -> Iterator[str]:
    word = ""
    for line in block.splitlines():
        word = word[: ord(line[0]) - 65] + line[1:]
        yield word


@dataclass(frozen=True, slots=True)
class WordTable:
    """The hand-kept word lists of ``words.toml``."""

    lemmas: dict[str, str]
    linked: dict[str, str]
    opening: frozenset[str]
    closing: frozenset[str]
    never_opening: frozenset[str]
    never_closing: frozenset[str]
    short_opening: frozenset[str]
    whole: frozenset[str]
    unstemmed: frozenset[str]
    suffixes: tuple[tuple[str, int], ...]
    stop: frozenset[str]


@lru_cache(maxsize=1)
def word_table() -> WordTable:
    """The hand-kept word lists."""
    table = read_toml(_DATA, "words.toml")
    compounds = table["compounds"]
    return WordTable(
        lemmas=table["lemmas"],
        linked=table["linked"],
        opening=frozenset(compounds["opening"]),
        closing=frozenset(compounds["closing"]),
        never_opening=frozenset(compounds["never_opening"]),
        never_closing=frozenset(compounds["never_closing"]),
        short_opening=frozenset(compounds["short_opening"]),
        whole=frozenset(compounds["whole"]),
        unstemmed=frozenset(table["stems"]["keep"]),
        suffixes=tuple((row["suffix"], row["left"]) for row in table["suffix"]),
        stop=frozenset(table["stop"]["words"]),
    )
