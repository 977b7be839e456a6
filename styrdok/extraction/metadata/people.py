"""The one person whom the first pages name with a post: *Anna Ek, miljöstrateg*."""

import re
from collections.abc import Iterator
from functools import lru_cache

from styrdok.extraction.metadata.labels import Labelled, label_at_start
from styrdok.extraction.metadata.rules import Found
from styrdok.extraction.metadata.segments import Sheet
from styrdok.extraction.metadata.values import read_name
from styrdok.extraction.metadata.words import adopters
from styrdok.models import Reading
from styrdok.tables import read_toml

_PERSON = r"[A-ZÅÄÖÉ][\wåäöé]+(?:-[A-ZÅÄÖ][\wåäö]+)?(?: [A-ZÅÄÖÉ][\wåäöé]+(?:-[A-ZÅÄÖ][\wåäö]+)?){1,2}"

_MOST_WORDS = 6
_DUTIES = {"responsible": 0.6, "revision_duty": 0.5}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    posts = "|".join(read_toml("styrdok.extraction.lexicon", "adopters.toml")["posts"]["endings"])
    return re.compile(rf"(?P<name>{_PERSON}), [\wåäöÅÄÖ-]*(?i:{posts})\b[^.:]{{0,40}}")


def responsible_told(reading: Reading, front: tuple[Sheet, ...]) -> Iterator[Found]:
    """Who answers for the document, told in a sentence: *… Ansvarig för planen är säkerhetschefen*."""
    pages = {sheet.number for sheet in front}
    for block in reading.blocks:
        if block.page not in pages:
            continue
        text = " ".join(reading.text[block.start : block.end].split())
        for sentence in re.split(r"(?<=[.;])\s+(?=[A-ZÅÄÖ])", text):
            span = (block.start, block.end)
            duty = _duty().match(sentence)
            if duty and _is_office(duty["who"]):
                yield Found("responsible", duty["who"], "sentence", 0.55, (), span)
            found = label_at_start(sentence)
            if found is None or found.label.field not in _DUTIES or not _introduces(found):
                continue
            value = re.split(r"[.;,]|\s(?:som|och (?:ska|ansvarar))\b", sentence[found.end :])[0].strip()
            if value and len(value.split()) <= _MOST_WORDS and read_name(value[0].upper() + value[1:]):
                yield Found("responsible", value, "sentence", _DUTIES[found.label.field], (), span)


def _introduces(found: Labelled) -> bool:
    """Whether a label opens a statement of its own."""
    return found.written.lower().endswith(" är") or (found.colon and found.label.field == "revision_duty")


@lru_cache(maxsize=1)
def _duty() -> re.Pattern[str]:
    table = read_toml("styrdok.extraction.lexicon", "adopters.toml")["duty"]
    verbs, objects = "|".join(table["verbs"]), "|".join(table["objects"])
    return re.compile(rf"(?P<who>[A-ZÅÄÖ][^.,;:()]{{3,50}}?) (?:{verbs}) (?:{objects})")


def _is_office(name: str) -> bool:
    """Whether words name a post, an office or a body and nothing else."""
    if adopters().body.fullmatch(name):
        return True
    table = read_toml("styrdok.extraction.lexicon", "adopters.toml")
    words = name.split()
    return len(words) <= _MOST_WORDS and words[-1].lower().endswith(tuple(table["duty"]["offices"]))


def named_with_post(front: tuple[Sheet, ...]) -> Iterator[Found]:
    """A weak sign of who is responsible; none when several persons are named."""
    found = [(s, match) for sheet in front[:2] for s in sheet.segments if (match := _pattern().fullmatch(s.text))]
    if len({match["name"] for _, match in found}) == 1:
        segment, match = found[0]
        yield Found("responsible", match["name"], "named with a post", 0.45, (segment,))
