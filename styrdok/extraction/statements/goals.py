"""Goals with their indicators, values and years, from sentences and goal tables."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from styrdok.extraction.lexicon.tables import read_toml
from styrdok.extraction.statements.phrases import first_match
from styrdok.extraction.statements.rows import Row, table_rows
from styrdok.extraction.statements.sentences import Sentence, body_sentences
from styrdok.models import Goal, Reading
from styrdok.reading.anchors import anchor
from styrdok.vocabulary import BlockKind

_BASELINE = re.compile(r"(?:jämfört med|sedan|från|i jämförelse med|basår(?:et)?)\s+(?:år\s+|nivån\s+)?(?:19|20)\d\d")
_MARK = re.compile(r"^[•\-–\d.)\s]+")
_VALUE = re.compile(
    r"(?:(?:minst|högst|lägst|cirka|ca|under|över|överstiga|understiga)\s+)?(?:"
    r"\d[\d\s]*(?:[.,]\d+)?\s*(?:procentenheter|procent|%|ton|kWh|GWh|kronor|mkr|personer|stycken|dagar|veckor|minuter"
    r"|meter|km|hektar|poäng|enheter)(?!\w)"
    r"|(?<=lägst )\d+(?:[.,]\d+)?|(?<=minst )\d+(?:[.,]\d+)?(?= av)"
    r"|(?:hälften|(?:en|två) tredjedel(?:ar)?|(?:en|tre) fjärdedel(?:ar)?|noll)(?!\w))",
    re.IGNORECASE,
)
_BOUND = re.compile(r"^(?:överstiga|understiga)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d-])(20[2-9]\d|201\d)(?![\d-])")
_LOOKS_AHEAD = re.compile(r"\b(?:ska|skall|mål|målet|målsättning\w*|ambition\w*)\b", re.IGNORECASE)
_INDICATOR = re.compile(r"^(.{4,90}?)\s+(?:ska|skall|är(?= (?:minst|högst|lägst)))\b", re.IGNORECASE)
_TIME_ALONE = re.compile(r"(?:(?:år|senast|under|till|före|från och med|vid utgången av) ){0,2}20\d\d", re.IGNORECASE)
_NO_GOAL = re.compile(r"\b(?:svar\w*|yttrand\w*|synpunkt\w*|remiss\w*|återrapport\w*)\b.*\b(?:senast|före)\b", re.I)


@lru_cache(maxsize=1)
def goal_words() -> dict[str, Any]:
    """The table of wordings of goals."""
    words: dict[str, Any] = read_toml("statements.toml")["goals"]
    return words


def goals(reading: Reading) -> tuple[Goal, ...]:
    """The goals of a document in reading order."""
    found = [*_in_sentences(reading), *_in_tables(reading)]
    return tuple(sorted(found, key=lambda goal: (goal.anchor.page, goal.anchor.start, goal.text)))


def _in_sentences(reading: Reading) -> Iterator[Goal]:
    for sentence in body_sentences(reading):
        if _is_goal(sentence):
            text = " ".join(sentence.text.split())
            yield Goal(
                text,
                _indicator(text),
                _value(text),
                _target_year(text),
                anchor(reading, sentence.start, sentence.end),
            )


def _indicator(text: str) -> str | None:
    """What is measured: what stands before *ska*, without the words that only open the sentence."""
    words = goal_words()
    bare = _MARK.sub("", text)
    opening = next((one for one in words["indicator_openings"] if bare.lower().startswith(f"{one} ")), "")
    found = _INDICATOR.match(bare[len(opening) :].lstrip())
    named = found.group(1) if found else ""
    if not named or _TIME_ALONE.fullmatch(named) or named.lower() in words["indicator_nobody"]:
        return None
    return named[:1].upper() + named[1:]


def _value(text: str) -> str | None:
    """The value aimed at, in the words of the text."""
    measured = _VALUE.search(text)
    if measured is not None:
        return _as_bound(measured.group().strip())
    other = _loose_value().search(text)
    return " ".join(other.group().split()) if other is not None else None


@lru_cache(maxsize=1)
def _loose_value() -> re.Pattern[str]:
    """A bound with any number, a number in words, a share in words, or all and none where the sentence begins so."""
    words = goal_words()
    bounds, numbers, told, shares, whole = (
        "|".join(map(re.escape, words[f"value_{name}"])) for name in ("bounds", "numbers", "words", "shares", "whole")
    )
    number = rf"(?:(?!(?:19|20)\d\d\b)\d+(?:[ .]\d{{3}})*(?:,\d+)?|(?:{numbers})\b)"
    unit = r"(?:\s+(?!om\b|per\b|av\b|i\b|år\b|och\b|eller\b)[a-zåäö]+)?(?:\s+(?:per|om)\s+[a-zåäö]+)?"
    return re.compile(
        rf"\b(?:{bounds})\s+{number}{unit}|\b(?:{told})\b|(?:(?:{bounds})\s+)?\b(?:{shares})\b"
        rf"|(?:(?<=^)|(?<=^[•–-] ))(?:{whole})\b",
        re.IGNORECASE,
    )


def _as_bound(value: str) -> str:
    """``ska inte överstiga 30 dagar`` is at most thirty days."""
    return _BOUND.sub(lambda found: "högst" if found.group().lower().startswith("över") else "lägst", value)


def _is_goal(sentence: Sentence) -> bool:
    told = _is_told_ahead(sentence.text) or (_is_meant(sentence) and _LOOKS_AHEAD.search(sentence.text) is not None)
    return told and _NO_GOAL.search(sentence.text) is None


def _is_meant(sentence: Sentence) -> bool:
    """Whether the words of a sentence, or the heading over its list, say that it is a goal."""
    if first_match(goal_words()["strong"], sentence.text):
        return True
    return sentence.block.kind is BlockKind.LIST_ITEM and any(map(_goal_heading, sentence.headings[-1:]))


def _is_told_ahead(text: str) -> bool:
    """Whether a share or a bound is set for a year, in whatever tense that is not the past: ``År 2033 är minst …``."""
    words = goal_words()
    if first_match(words["by"], text) is None or first_match(words["told"], text):
        return False
    value = _VALUE.search(text)
    if value is None:
        return False
    bound = first_match(words["bounds"], value.group())
    share = first_match(words["shares"], value.group()) is not None
    return bool(bound) or (share and (first_match(words["sure"], text) or _LOOKS_AHEAD.search(text)) is not None)


def _goal_heading(heading: str) -> bool:
    name = re.sub(r"^[\d.\s]+", "", heading).lower().strip()
    return any(name == known or name.startswith(known + " ") for known in goal_words()["headings"])


def _target_year(text: str) -> int | None:
    """The last year named, since baselines ("jämfört med 2021") come before or after a comparison word."""
    years = _YEAR.findall(_BASELINE.sub("", text))
    return int(years[-1]) if years else None


def _in_tables(reading: Reading) -> Iterator[Goal]:
    words = goal_words()
    roles = {
        "goal": words["goal_column"],
        "indicator": words["indicator_column"],
        "value": words["value_column"],
        "year": words["year_column"],
    }
    for row in table_rows(reading, roles):
        if "goal" in row.cells or {"indicator", "value"} <= row.cells.keys():
            yield _row_goal(reading, row)


def _row_goal(reading: Reading, row: Row) -> Goal:
    cell = row.words(reading)
    whole = " ".join(reading.text[row.start : row.end].split())
    return Goal(
        cell.get("goal") or cell["indicator"],
        cell.get("indicator"),
        cell.get("value"),
        _target_year(cell.get("year") or row.headers.get("value", "")) or _target_year(whole),
        anchor(reading, row.start, row.end),
    )
