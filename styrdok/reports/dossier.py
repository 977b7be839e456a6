"""One pair of documents as a single page that can be mailed: why, the words, the pages, what people judged."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from styrdok.engines.analyse import Analysis
from styrdok.errors import StyrdokError, UsageProblem
from styrdok.files import read_bytes
from styrdok.findings import SharedPassage, Snapshot
from styrdok.ids import pair_key
from styrdok.judgements.reviews import Review
from styrdok.language import Language
from styrdok.overlaps.compare import compare
from styrdok.pages.overlay import Mark, Sheet, page_svg
from styrdok.pages.words import common_words
from styrdok.reading.pictures import page_picture
from styrdok.registry.store import Registry
from styrdok.reports.score import score_picture
from styrdok.reports.template import render

MOST_BYTES = 1_000_000
_ROOM_FOR_CAPTIONS = 60_000
_SCALE = 1.3


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page with its marks, and what stands below it."""

    drawn: str
    caption: str

    @property
    def size(self) -> int:
        """How many bytes it takes in the page."""
        return len((self.drawn + self.caption).encode())


def dossier(
    path: Path,
    documents: tuple[str, str],
    snapshot: Snapshot,
    analysis: Analysis,
    reviews: Sequence[Review] = (),
    language: Language | None = None,
) -> bytes:
    """The page about two documents, by id, at most :data:`MOST_BYTES` long; pictures that find no room are left out.

    It is written in ``language``, Swedish where none is given.

    Raises :class:`~styrdok.errors.UsageProblem` when both are the same, and what opening the registry raises.
    """
    lang = language or Language()
    pair = pair_key(*documents)
    if pair[0] == pair[1]:
        raise UsageProblem(lang.say("Ett par är två olika dokument."), lang.say("Välj ett annat dokument."))
    records = {record.document.id: record for record in snapshot.records}
    titles = {name: record.document.display_title for name, record in records.items()}
    overlap = next((one for one in analysis.overlaps if (one.a, one.b) == pair), None)
    passages = overlap.evidence if overlap else compare(records[pair[0]], records[pair[1]]).passages
    needs = [need for need in analysis.needs if set(pair) <= set(need.documents)]
    page = {
        "pair": [titles[name] for name in pair],
        "titles": titles,
        "overlap": overlap,
        "score": score_picture(overlap, lang) if overlap else "",
        "needs": needs,
        "below": {anchor.text for shared in passages for anchor in (shared.a, shared.b)},
        "passages": passages,
        "common_words": common_words,
        "judged": [one for one in reviews if one.act.documents == pair and one.act.action is None and one.act.verdict],
    }
    text = render("dossier.html", lang, **page, pictures=(), left_out=0)
    marks = _marks(pair, passages)
    pictures = _pictures(path, marks, titles, MOST_BYTES - _ROOM_FOR_CAPTIONS - len(text.encode()), lang)
    left_out = len(marks) - len(pictures)
    return render("dossier.html", lang, **page, pictures=pictures, left_out=left_out).encode()


def _marks(pair: tuple[str, str], passages: Sequence[SharedPassage]) -> dict[tuple[str, int], list[Mark]]:
    """What is framed and numbered on each page with shared passages."""
    wanted: dict[tuple[str, int], list[Mark]] = {}
    for number, passage in enumerate(passages, 1):
        for document, anchor in zip(pair, (passage.a, passage.b), strict=True):
            mark = Mark(anchor.boxes, sign=str(number), words=anchor.text)
            wanted.setdefault((document, anchor.page), []).append(mark)
    return wanted


def _pictures(
    path: Path,
    wanted: dict[tuple[str, int], list[Mark]],
    titles: dict[str, str],
    room: int,
    lang: Language,
) -> list[_Picture]:
    """Each page once, as long as there is room."""
    pictures = []
    with Registry.open(path, read_only=True) as registry:
        for (document, page), marks in wanted.items():
            caption = f"{titles[document]}, {lang.say('s. {page}', page=page)}"
            picture = _picture(registry, (document, page), marks, caption)
            if picture is not None and picture.size <= room:
                room -= picture.size
                pictures.append(picture)
    return pictures


def _picture(registry: Registry, place: tuple[str, int], marks: Sequence[Mark], caption: str) -> _Picture | None:
    document, number = place
    page = next((page for page in registry.pages(document) if page.number == number), None)
    source = registry.source(document)
    if page is None or source is None:
        return None
    try:
        png = page_picture(read_bytes(source), number, _SCALE)
    except (StyrdokError, IndexError):
        return None
    address = "data:image/png;base64," + base64.b64encode(png).decode()
    return _Picture(page_svg(Sheet(page.width, page.height, address, caption), marks), caption)
