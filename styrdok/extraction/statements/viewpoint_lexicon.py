"""The table of viewpoint wordings, checked and compiled once."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from styrdok.errors import StyrdokError
from styrdok.extraction.lexicon.tables import read_toml
from styrdok.extraction.statements.phrases import compiled
from styrdok.vocabulary import SpeakerKind, Stance, ViewpointKind

_TABLE = "viewpoints.toml"
NOBODY = "none"
OWN = "own"


@dataclass(frozen=True, slots=True)
class KindWords:
    """The wordings of one kind of viewpoint, and those that keep a sentence from it."""

    kind: ViewpointKind
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ViewpointLexicon:
    """All tables of ``viewpoints.toml``.

    ``sections`` maps the beginning of a heading to a voice, ``speaking`` what a heading holds; ``lines`` are the names
    of sections that count as a heading wherever they stand alone.
    """

    kinds: tuple[KindWords, ...]
    attitude: tuple[str, ...]
    everything: tuple[str, ...]
    everything_label: str
    neutral: tuple[str, ...]
    assessed: tuple[str, ...]
    asked: tuple[str, ...]
    stances: tuple[tuple[Stance, tuple[str, ...]], ...]
    sections: tuple[tuple[str, str], ...]
    lines: frozenset[str]
    speaking: tuple[tuple[str, str], ...]
    answers: tuple[str, ...]
    statement: tuple[str, ...]
    verbs: tuple[str, ...]
    office: tuple[str, ...]
    papers: tuple[str, ...]
    board: tuple[str, ...]
    auditors: tuple[str, ...]
    bare: frozenset[str]
    parties: tuple[str, ...]
    outsiders: tuple[str, ...]
    external: tuple[str, ...]


@lru_cache(maxsize=1)
def viewpoint_lexicon() -> ViewpointLexicon:
    """Load the table; raises :class:`StyrdokError` naming what is wrong in it."""
    table = read_toml(_TABLE)
    try:
        lexicon = _lexicon(table)
    except (KeyError, ValueError) as problem:
        raise StyrdokError(f"{_TABLE} is not well-formed: {problem}.", "Mend the table.") from problem
    for phrase in _all_phrases(lexicon):
        compiled(phrase)
    return lexicon


def _lexicon(table: dict[str, Any]) -> ViewpointLexicon:
    return ViewpointLexicon(
        kinds=tuple(_words_of(kind) for kind in table["kind"]),
        attitude=tuple(table["attitude"]["phrases"]),
        everything=tuple(table["everything"]["phrases"]),
        everything_label=table["everything"]["label"],
        neutral=tuple(table["neutral"]["phrases"]),
        assessed=tuple(table["assessed"]["phrases"]),
        asked=tuple(table["asked"]["phrases"]),
        stances=tuple((Stance(row["name"]), tuple(row["phrases"])) for row in table["stance"]),
        sections=tuple((heading, _voice(row["voice"])) for row in table["section"] for heading in row["headings"]),
        lines=_lines(table),
        speaking=tuple((phrase, _voice(row["voice"])) for row in table["heading"] for phrase in row["phrases"]),
        answers=tuple(table["answers"]["phrases"]),
        statement=tuple(table["statement"]["words"]),
        verbs=tuple(table["speakers"]["verbs"]),
        office=tuple(table["speakers"]["office"]),
        papers=tuple(table["speakers"]["papers"]),
        board=tuple(table["speakers"]["board"]),
        auditors=tuple(table["speakers"]["auditors"]),
        bare=frozenset(table["speakers"]["bare"]),
        parties=tuple(table["speakers"]["parties"]),
        outsiders=tuple(table["speakers"]["external"]),
        external=tuple(table["external"]["phrases"]),
    )


def _words_of(kind: dict[str, Any]) -> KindWords:
    strong, weak, unless = (tuple(kind.get(name, ())) for name in ("strong", "weak", "unless"))
    return KindWords(ViewpointKind(kind["name"]), strong, weak, unless)


def _lines(table: dict[str, Any]) -> frozenset[str]:
    named = (heading for row in table["section"] for heading in row["headings"])
    return frozenset((*named, *table["lines"]["names"]))


def _voice(name: str) -> str:
    return name if name in (NOBODY, OWN) else SpeakerKind(name).value


def _all_phrases(lexicon: ViewpointLexicon) -> list[str]:
    phrases = [phrase for words in lexicon.kinds for phrase in words.strong + words.weak + words.unless]
    phrases += [phrase for _, row in lexicon.stances for phrase in row]
    phrases += [
        *lexicon.verbs,
        *lexicon.office,
        *lexicon.board,
        *lexicon.auditors,
        *lexicon.parties,
        *lexicon.outsiders,
    ]
    return [
        *phrases,
        *lexicon.attitude,
        *lexicon.everything,
        *lexicon.neutral,
        *lexicon.external,
        *lexicon.assessed,
        *lexicon.asked,
        *lexicon.answers,
        *(phrase for phrase, _ in lexicon.speaking),
    ]
