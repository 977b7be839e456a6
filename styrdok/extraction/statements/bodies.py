"""The bodies that a paper comes from: what its letterhead, running heads and signature name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from styrdok.extraction.capitals import in_small_letters
from styrdok.extraction.statements.phrases import first_match
from styrdok.extraction.statements.viewpoint_lexicon import ViewpointLexicon
from styrdok.extraction.titles.owners import names_another
from styrdok.models import Block, Reading
from styrdok.vocabulary import BlockKind, SpeakerKind

_HEAD_LENGTH = 110
_TO = re.compile(r"(?:till|mottagare|adressat|expedieras till|för kännedom)\b\s*:?", re.IGNORECASE)
_PARTING = re.compile(r"\s*[·|•;:]\s*|,\s+(?![\w-]+-?\s+(?:och|samt)\s)|\s{2,}|\t|\n")
_ON_BEHALF = re.compile(r"\b(?:på|för|å)\s+(?P<who>(?:[\w-]+\s+){0,3}?[\w-]+)s\s+vägnar\b", re.IGNORECASE)
_BEFORE = (
    r"(?:[A-ZÅÄÖ][\w-]*,?\s+(?:[\w-]+-,?\s+)*(?:och|samt)\s+|[A-ZÅÄÖ][\w-]*[sSaA]\s+|[A-ZÅÄÖ][\w-]*\s+(?=stadsdels))?"
)
_WHERE = r"(?:\s+(?:för|i)\s+[\wåäö]+(?:\s+och\s+[\wåäö]+)?|\s+[A-ZÅÄÖ][a-zåäö]+)?"
_NAME = re.compile(rf"{_BEFORE}(?P<head>[\w-]+){_WHERE}$")


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body by its name as written, without city, and what sort of speaker it is."""

    name: str
    kind: SpeakerKind


def bodies_of(reading: Reading, lexicon: ViewpointLexicon, organisation: str = "") -> tuple[NamedBody, ...]:
    """The bodies that a paper names as its own, each once: letterhead first, then running heads, then signature.

    A line that names another city or region than that of the ``organisation`` names whom the paper is sent to.
    """
    heads = [text for text in _heads(reading) if not names_another(text, organisation)]
    found = [body for text in heads for part in _PARTING.split(text) if (body := _named(part, lexicon))]
    for block in reading.body[-6:]:
        if signed := _ON_BEHALF.search(reading.text[block.start : block.end]):
            found += [body for body in (_named(signed["who"].lower(), lexicon),) if body]
    return tuple({body.name.casefold(): body for body in reversed(found)}.values())[::-1]


def kind_of_body(name: str, lexicon: ViewpointLexicon) -> SpeakerKind | None:
    """What sort of speaker a name is, by its last word or the one before "för …" or "i …"."""
    head = re.split(r"\s(?:i|på|för)\s", name.strip(), maxsplit=1)[0].split()
    if not head:
        return None
    word = head[-1].strip(".,")
    if first_match(lexicon.auditors, word):
        return SpeakerKind.EXTERNAL
    if first_match(lexicon.office, word):
        return SpeakerKind.OFFICE
    return SpeakerKind.BOARD if first_match(lexicon.board, word) else None


def _heads(reading: Reading) -> Iterator[str]:
    """The short texts above the body of the first page, then its running heads; without whom it is addressed to."""
    first = [block for block in reading.blocks if block.page == 1]
    skipped = 0
    for block in (block for block in first if not block.furniture):
        text = reading.text[block.start : block.end]
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or len(text) > _HEAD_LENGTH or _ends(block, text):
            break
        if to := _TO.match(text):
            skipped = 1 if text[to.end() :].strip() else 2
        elif skipped and block.kind is BlockKind.PARAGRAPH:
            skipped -= 1
        else:
            yield text
    yield from (reading.text[block.start : block.end] for block in first if block.furniture)


def _ends(block: Block, text: str) -> bool:
    """Whether the body begins: with a numbered heading or a sentence."""
    return (block.kind is BlockKind.HEADING and text[:1].isdigit()) or text.rstrip().endswith(".")


def _named(part: str, lexicon: ViewpointLexicon) -> NamedBody | None:
    """The body that a part of a line ends with, or that stands in it beside a day or a number."""
    words = in_small_letters(re.sub(r"[\d(§].*$", "", part).strip(" -–,."))
    paper = first_match(lexicon.papers, words)
    words = words[: paper.start()].strip() if paper and paper.start() else words
    match = _NAME.search(words)
    if match and kind_of_body(match["head"], lexicon) is None:
        match = _NAME.fullmatch(words)
    name = match.group() if match else ""
    kind = kind_of_body(match["head"], lexicon) if match else None
    if kind is None or not (name[0].isupper() or part.islower()) or len(words) > _HEAD_LENGTH // 2:
        return None
    return NamedBody(_capitalised(name), kind)


def _capitalised(name: str) -> str:
    text = " ".join(name.split())
    return text.capitalize() if text.isupper() else text[:1].upper() + text[1:]
