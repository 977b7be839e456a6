"""Loading the word lists and tables once, before the first file, instead of once for each."""

import gc
from array import array
from contextlib import suppress

from styrdok.extraction.extract import extract
from styrdok.ids import content_hash
from styrdok.models import Block, Box, Line, Page, Reading
from styrdok.registry.words import forms
from styrdok.vocabulary import BlockKind, PageStatus

_LINES = (
    "Program för cykeltrafik i Exempelstad",
    "Antagen av kommunfullmäktige den 4 maj 2020 § 12, dnr KS 2020/34. Gäller tills vidare.",
    "Med cykelväg avses i programmet en väg som är avsedd för cyklister enligt plan- och bygglagen (2010:900).",
    "Nämnden ska senast 2025 se till att andelen resor ökar till 20 procent, se Trafikstrategi 2018 och mål 11.",
    "Kontoret anser att programmet bör samordnas med EU:s förordning (EU) 2016/679 och ersätta cykelpolicyn.",
)


def warm() -> None:
    """Read a few lines of made-up text, so that all that is loaded when first asked for has been asked for."""
    with suppress(Exception):
        extraction = extract(_reading())
        for passage in extraction.passages:
            forms(passage.anchor.text)
    gc.freeze()


def _reading() -> Reading:
    blocks, at = [], 0
    for number, words in enumerate(_LINES):
        box = Box(72.0, 72.0 + 30 * number, 500.0, 90.0 + 30 * number)
        edges = array("f", (72.0 + 6 * column for column in range(len(words) + 1))).tobytes()
        line = Line(at, at + len(words), box, 24.0 if number == 0 else 11.0, number == 0, "", edges)
        kind = BlockKind.PARAGRAPH if number else BlockKind.HEADING
        blocks.append(Block(kind, 1, line.start, line.end, box, (line,), level=0 if number else 1))
        at += len(words) + 1
    text = "\n".join(_LINES) + "\n"
    page = Page(1, None, 595.0, 842.0, 0, len(text), PageStatus.TEXT)
    return Reading(content_hash(text.encode()), text, (page,), tuple(blocks))
