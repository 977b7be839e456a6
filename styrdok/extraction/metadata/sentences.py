"""Adoption told in a sentence of the document about itself: *Denna policy antogs av kommunfullmäktige …*."""

import re
from collections.abc import Iterator
from functools import lru_cache

from styrdok.extraction.metadata.labels import label_at_start
from styrdok.extraction.metadata.rules import Found
from styrdok.extraction.metadata.segments import Segment, Sheet
from styrdok.extraction.metadata.values import body_in, read_adoption, read_paragraph
from styrdok.models import Reading
from styrdok.swedish.dates import find_dates
from styrdok.swedish.tables import read_toml

_REACH = 160


@lru_cache(maxsize=1)
def _cue() -> re.Pattern[str]:
    table = read_toml("styrdok.extraction.lexicon", "adopters.toml")["sentences"]
    selves = "|".join(table["self"])
    verbs = "|".join(table["verbs"])
    return re.compile(rf"(?P<self>{selves})(?P<between>[^.!?§]{{0,90}}?)\b(?:{verbs})\b", re.I)


def adopted_in_heads(front: tuple[Sheet, ...]) -> Iterator[Found]:
    """A decision told in a later sentence of a line, as page heads do: *Policy för x. Beslut av rektor 2024-03-18.*."""
    for sheet in front:
        for segment in sheet.segments:
            for match in re.finditer(r"(?<=[.;,])\s+(?=[A-ZÅÄÖ])", segment.text):
                yield from _in_head(segment, segment.text[match.end() :])


def _in_head(segment: Segment, text: str) -> Iterator[Found]:
    found = label_at_start(text)
    if found is None or found.label.field != "adopter":
        return
    read = read_adoption(text[found.end :].split(". ")[0])
    if read.body and read.day and len(text) < found.end + 70:
        yield Found("adopted_by", read.body, "page head", 0.65, (segment,))
        yield Found("adopted_on", read.day.isoformat(), "page head", 0.65, (segment,))
        if read.paragraph:
            yield Found("decision", read.paragraph, "page head", 0.65, (segment,))


def adopted_in_sentences(reading: Reading, front: tuple[Sheet, ...]) -> Iterator[Found]:
    """Body, date and paragraph that a sentence on the front pages gives for this very document."""
    if not front:
        return
    text = reading.text[: reading.pages[front[-1].number - 1].end]
    for match in _cue().finditer(text):
        rest = re.split(r"\.\s+(?=[A-ZÅÄÖ])|\n\n", text[match.end() : match.end() + _REACH])[0]
        rest = " ".join(rest.split())
        span = (match.start(), min(match.end() + len(rest), len(text)))
        days = [item for item in find_dates(rest) if item.value and item.precision == "day"]
        body = body_in(rest.split(days[0].text)[0] if days else rest[:60])
        if body:
            yield Found("adopted_by", body, "sentence", 0.7, (), span)
        if days and days[0].value:
            yield Found("adopted_on", days[0].value.isoformat(), "sentence", 0.7, (), span)
            paragraph = read_paragraph(rest, days[0])
            if paragraph:
                yield Found("decision", paragraph, "sentence", 0.7, (), span)
