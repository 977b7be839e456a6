"""One pair of documents as a single page that can be mailed: why, the words, the pages, what people judged."""

import base64
from collections.abc import Sequence
from html import escape
from pathlib import Path

from styrdok.engines.analyse import Analysis
from styrdok.errors import StyrdokError, UsageProblem
from styrdok.files import read_bytes
from styrdok.findings import Need, Overlap, SharedPassage, Snapshot
from styrdok.ids import pair_key
from styrdok.language import words
from styrdok.models import Anchor
from styrdok.overlaps.compare import compare
from styrdok.pages.overlay import Mark, Sheet, page_svg
from styrdok.pages.words import Piece, common_words
from styrdok.reading.pictures import page_picture
from styrdok.registry.reviews import Review
from styrdok.registry.store import Registry
from styrdok.reports.compose import title_of
from styrdok.reports.html import STYLE

MOST_BYTES = 1_000_000
_ROOM_FOR_TEXT = 60_000
_SCALE = 1.3
_MORE_STYLE = """
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1rem}
mark{background:#ffe08a;color:#1b1b1b}figure{margin:0}svg.page{width:100%;height:auto;border:1px solid var(--line);
background:#fff}
"""


def dossier(
    path: Path, documents: tuple[str, str], snapshot: Snapshot, analysis: Analysis, reviews: Sequence[Review] = ()
) -> bytes:
    """The page about two documents, by id, at most :data:`MOST_BYTES` long; pictures that find no room are left out.

    Raises :class:`~styrdok.errors.UsageProblem` when both are the same, and what opening the registry raises.
    """
    pair = pair_key(*documents)
    if pair[0] == pair[1]:
        raise UsageProblem("Ett par är två olika dokument.", "Välj ett annat dokument.")
    records = {record.document.id: record for record in snapshot.records}
    titles = {name: title_of(record.document) for name, record in records.items()}
    overlap = next((one for one in analysis.overlaps if (one.a, one.b) == pair), None)
    passages = overlap.evidence if overlap else compare(records[pair[0]], records[pair[1]]).passages
    needs = [need for need in analysis.needs if set(pair) <= set(need.documents)]
    text = "".join(
        (
            _reasons(overlap),
            _needs(needs, titles, {anchor.text for shared in passages for anchor in (shared.a, shared.b)}),
            _passages(passages, [titles[name] for name in pair]),
            _judged([one for one in reviews if one.act.documents == pair and one.act.action is None]),
        )
    )
    room = MOST_BYTES - _ROOM_FOR_TEXT - len(text.encode())
    pictures = _pictures(path, pair, passages, titles, room)
    return _page([titles[name] for name in pair], text + pictures).encode()


def _page(titles: Sequence[str], body: str) -> str:
    a, b = (escape(title) for title in titles)
    return (
        f'<!doctype html>\n<html lang="sv"><head><meta charset="utf-8"><title>{a} och {b}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
        f"<style>{STYLE}{_MORE_STYLE}</style></head><body><main><h1>{a} <br>och {b}</h1>{body}"
        "<p>Verktyget föreslår, människor beslutar.</p></main></body></html>\n"
    )


def _reasons(overlap: Overlap | None) -> str:
    if overlap is None:
        return "<h2>Varför</h2><p>Inget överlapp hittades mellan dokumenten.</p>"
    reasons = "".join(f"<li>{escape(str(signal.sentence))}</li>" for signal in overlap.signals)
    links = escape(words.LINKED[overlap.linked])
    return f"<h2>Varför</h2><p>Poäng {overlap.score:.2f}. Hänvisar till varandra: {links}.</p><ul>{reasons}</ul>"


def _needs(needs: Sequence[Need], titles: dict[str, str], below: set[str]) -> str:
    """The needs with their quotes, those left out that stand ``below`` among the shared passages."""
    parts = []
    for need in needs:
        quotes = "".join(
            _quote(place.anchor, titles.get(place.document, place.document))
            for place in need.evidence
            if place.anchor.text not in below
        )
        parts.append(
            f"<h3>{escape(words.REASON[need.reason]).capitalize()}</h3><p>{escape(str(need.sentence))}</p>{quotes}"
        )
    return f"<h2>Samordningsbehov</h2>{''.join(parts)}" if parts else ""


def _quote(anchor: Anchor, title: str) -> str:
    return f"<blockquote>”{escape(anchor.text)}”<cite>{escape(title)}, s. {anchor.page}</cite></blockquote>"


def _passages(passages: Sequence[SharedPassage], titles: Sequence[str]) -> str:
    parts = []
    for number, passage in enumerate(passages, 1):
        left, right = common_words(passage.a.text, passage.b.text)
        kind = escape(words.REUSE[passage.kind])
        parts.append(
            f'<h3>Textställe {number} ({kind}, likhet {passage.similarity:.2f})</h3><div class="two">'
            f"{_side(left, titles[0], passage.a.page)}{_side(right, titles[1], passage.b.page)}</div>"
        )
    legend = "<p>Ord som är gemensamma är markerade.</p>" if parts else ""
    return f"<h2>Gemensamma textställen</h2>{legend}{''.join(parts)}" if parts else ""


def _side(pieces: Sequence[Piece], title: str, page: int) -> str:
    marked = "".join(f"<mark>{escape(piece.text)}</mark>" if piece.common else escape(piece.text) for piece in pieces)
    return f"<blockquote>{marked}<cite>{escape(title)}, s. {page}</cite></blockquote>"


def _judged(reviews: Sequence[Review]) -> str:
    rows = "".join(
        f"<li>{escape(words.VERDICT[review.act.verdict])} av {escape(review.act.who)}, {escape(review.act.at[:10])}"
        f"{': ' + escape(review.act.comment) if review.act.comment else ''}"
        f" ({escape(words.FRESHNESS[review.freshness])})</li>"
        for review in reviews
        if review.act.verdict
    )
    return f"<h2>Bedömningar</h2><ul>{rows}</ul>" if rows else ""


def _pictures(
    path: Path, pair: tuple[str, str], passages: Sequence[SharedPassage], titles: dict[str, str], room: int
) -> str:
    """Each page with shared passages once, the passages framed and numbered, as long as there is room."""
    wanted: dict[tuple[str, int], list[Mark]] = {}
    for number, passage in enumerate(passages, 1):
        for document, anchor in zip(pair, (passage.a, passage.b), strict=True):
            mark = Mark(anchor.boxes, sign=str(number), words=anchor.text)
            wanted.setdefault((document, anchor.page), []).append(mark)
    figures, left_out = [], 0
    with Registry.open(path, read_only=True) as registry:
        for (document, page), marks in wanted.items():
            figure = _figure(registry, (document, page), marks, titles[document])
            if figure is None or len(figure.encode()) > room:
                left_out += 1
                continue
            room -= len(figure.encode())
            figures.append(figure)
    note = f"<p>{left_out} sidbilder fick inte plats eller kunde inte ritas.</p>" if left_out else ""
    return f'<h2>Sidorna</h2>{note}<div class="two">{"".join(figures)}</div>' if wanted else ""


def _figure(registry: Registry, place: tuple[str, int], marks: Sequence[Mark], title: str) -> str | None:
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
    name = f"{title}, s. {number}"
    drawn = page_svg(Sheet(page.width, page.height, address, name), marks)
    return f"<figure>{drawn}<figcaption>{escape(name)}</figcaption></figure>"
