"""All literals in two automata: folded ones (names, head nouns, triggers), and abbreviations as written.

One pass over a text costs the same whether there are a hundred literals or a hundred thousand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from styrdok.extraction.lexicon.tables import read_tsv
from styrdok.extraction.mentions.numbered import patterns, series
from styrdok.extraction.mentions.words import phrases
from styrdok.extraction.statutes import by_name
from styrdok.swedish.bodies import body_words
from styrdok.swedish.fold import fold
from styrdok.swedish.heads import noun_forms


class Sort(Enum):
    """What a literal is, and so which grammar reads on from it."""

    LAW = auto()
    LAW_SHORT = auto()
    LAW_NUMBER = auto()
    LAW_WORD = auto()
    SFS = auto()
    RULES = auto()
    RULES_CODE = auto()
    RULES_ANY = auto()
    EU = auto()
    EU_NUMBER = auto()
    GOAL = auto()
    GOAL_WORD = auto()
    SYSTEM = auto()
    PAPER = auto()
    NORM = auto()
    NOUN = auto()
    TITLE_SHORT = auto()
    SELF = auto()
    PAPER_WORD = auto()
    BODY = auto()


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal's sort and value; ``whole``: it must stand alone, not inside a longer word."""

    sort: Sort
    value: object
    whole: bool = True


@dataclass(frozen=True, slots=True)
class LiteralHit:
    """A literal at ``start:end``."""

    start: int
    end: int
    literal: Literal


_GOAL_WORDS = ("mål ", "inriktningsmål", "fokusområde ", "långsiktigt mål nr ", "målområde ", "delmål ")
_LAW_WORDS = ("lagen", "förordningen", "balken", "stadgan", "kungörelsen")
_LAW_BEFORE_NUMBER = tuple(
    f"{word} {number}"
    for word in (*_LAW_WORDS, "lag", "förordning", "balk", "stadga", "kungörelse")
    for number in ("(", "om (", "19", "20")
)


def _bodies(*, short: bool) -> tuple[str, ...]:
    """The words around which a decision may be told; abbreviations keep their capitals."""
    return tuple(word for word in body_words("told") if word.islower() is not short)


def _folded() -> dict[str, Literal]:
    table = {form: Literal(Sort.NOUN, entry, whole=False) for form, entry in noun_forms().items()}
    _add_laws(table)
    plain = (
        (_LAW_BEFORE_NUMBER, Sort.LAW_NUMBER),
        (_GOAL_WORDS, Sort.GOAL_WORD),
        (_bodies(short=False), Sort.BODY),
    )
    for words, sort in (*plain, (_LAW_WORDS, Sort.LAW_WORD)):
        for word in words:
            table.setdefault(word, Literal(sort, word, whole=False))
    table.update({words: Literal(Sort.RULES_ANY, None, whole=False) for words in ("fs 19", "fs 20")})
    table["sfs "] = Literal(Sort.SFS, None, whole=False)
    for phrase, code in series().phrases.items():
        table[phrase] = Literal(Sort.RULES, code)
    _add_registers(table)
    _add_numbered(table)
    table.update({word: Literal(Sort.SELF, word) for word in phrases().self_words})
    for word in phrases().papers:
        table.setdefault(word, Literal(Sort.PAPER_WORD, word))
    return table


def _add_laws(table: dict[str, Literal]) -> None:
    for name in by_name():
        if name == fold(name) and len(name) > 3:
            table[name] = Literal(Sort.LAW, name)
            table.setdefault(f"{name}s", Literal(Sort.LAW, name))


def _add_numbered(table: dict[str, Literal]) -> None:
    for section, sort in (("paper", Sort.PAPER), ("norm", Sort.NORM), ("eu", Sort.EU_NUMBER)):
        for pattern in patterns(section):
            for trigger in pattern.triggers:
                table[trigger] = Literal(sort, pattern, whole=False)


def _add_registers(table: dict[str, Literal]) -> None:
    for row in read_tsv("eu.tsv", ("celex", "label", "names")):
        for name in filter(None, row["names"].split(";")):
            if not name.isupper():
                table[fold(name)] = Literal(Sort.EU, row["celex"])
                table.setdefault(fold(name) + "s", Literal(Sort.EU, row["celex"]))
    for row in read_tsv("goals.tsv", ("label", "names", "case")):
        for name in row["names"].split(";"):
            if not name.isupper():
                exact = row["case"] == "exact"
                table[fold(name)] = Literal(Sort.GOAL, (row["label"], exact))
                table.setdefault(fold(name) + "s", Literal(Sort.GOAL, (row["label"], exact)))
    for row in read_tsv("systems.tsv", ("label", "names", "case")):
        for name in row["names"].split(";") if row["case"] == "any" else ():
            table[fold(name)] = Literal(Sort.SYSTEM, row["label"])


def _written() -> dict[str, Literal]:
    short = [name for name in by_name() if name != fold(name) and len(name) <= 8 and " " not in name]
    table = {f"{name}s": Literal(Sort.LAW_SHORT, name) for name in short if len(name) > 2}
    table.update({name: Literal(Sort.LAW_SHORT, name) for name in short})
    table.update({code: Literal(Sort.RULES_CODE, code) for code in series().codes})
    for row in read_tsv("eu.tsv", ("celex", "label", "names")):
        capitals = [name for name in row["names"].split(";") if name.isupper()]
        table.update({f"{name}{s}": Literal(Sort.EU, row["celex"]) for name in capitals for s in ("", "s")})
    for row in read_tsv("goals.tsv", ("label", "names", "case")):
        capitals = [name for name in row["names"].split(";") if name.isupper()]
        table.update({name: Literal(Sort.GOAL, (row["label"], True)) for name in capitals})
    for row in read_tsv("systems.tsv", ("label", "names", "case")):
        for name in row["names"].split(";") if row["case"] == "exact" else ():
            table[name] = Literal(Sort.SYSTEM, row["label"])
    for row in read_tsv("title_abbreviations.tsv", ("short", "title")):
        table[row["short"]] = Literal(Sort.TITLE_SHORT, row["title"])
    for name in _bodies(short=True):
        table.setdefault(name, Literal(Sort.BODY, name))
    return table


@dataclass(frozen=True)
class LiteralFinder:
    """Literals with the automaton that finds the longest at the leftmost place."""

    literals: tuple[Literal, ...]
    machine: AhoCorasick

    def hits(self, text: str) -> Iterator[LiteralHit]:
        """Every literal in the text, from left to right."""
        for index, start, end in self.machine.find_matches_as_indexes(text):
            literal = self.literals[index]
            if literal.whole:
                if start and text[start - 1].isalnum():
                    continue
                figures = literal.sort is Sort.TITLE_SHORT and text[end : end + 1].isdigit()
                if end < len(text) and text[end].isalnum() and not figures:
                    continue
            yield LiteralHit(start, end, literal)


def _automaton(table: dict[str, Literal]) -> LiteralFinder:
    names = sorted(table)
    machine = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return LiteralFinder(tuple(table[name] for name in names), machine)


@cache
def folded_automaton() -> LiteralFinder:
    """The automaton for folded text."""
    return _automaton(_folded())


@cache
def written_automaton() -> LiteralFinder:
    """The automaton for text as written."""
    return _automaton(_written())
