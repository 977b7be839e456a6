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
from styrdok.judgements.reviews import Review
from styrdok.language import Language
from styrdok.models import Anchor
from styrdok.overlaps.compare import compare
from styrdok.pages.overlay import Mark, Sheet, page_svg
from styrdok.pages.words import Piece, common_words
from styrdok.reading.pictures import page_picture
from styrdok.registry.store import Registry
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
    text = "".join(
        (
            _reasons(overlap, lang),
            _needs(needs, titles, {anchor.text for shared in passages for anchor in (shared.a, shared.b)}, lang),
            _passages(passages, [titles[name] for name in pair], lang),
            _judged([one for one in reviews if one.act.documents == pair and one.act.action is None], lang),
        )
    )
    room = MOST_BYTES - _ROOM_FOR_TEXT - len(text.encode())
    pictures = _pictures((path, lang), pair, passages, titles, room)
    return _page([titles[name] for name in pair], text + pictures, lang).encode()


def _page(titles: Sequence[str], body: str, lang: Language) -> str:
    (a, b), joined = (escape(title) for title in titles), escape(lang.say("och"))
    motto = escape(lang.say("Verktyget föreslår, människor beslutar."))
    return (
        f'<!doctype html>\n<html lang="{lang.code}"><head><meta charset="utf-8"><title>{a} {joined} {b}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
        f"<style>{STYLE}{_MORE_STYLE}</style></head><body><main><h1>{a} <br>{joined} {b}</h1>{body}"
        f"<p>{motto}</p></main></body></html>\n"
    )


def _reasons(overlap: Overlap | None, lang: Language) -> str:
    heading = f"<h2>{escape(lang.say('Varför'))}</h2>"
    if overlap is None:
        return f"{heading}<p>{escape(lang.say('Inget överlapp hittades mellan dokumenten.'))}</p>"
    reasons = "".join(f"<li>{escape(lang.tell(signal.sentence))}</li>" for signal in overlap.signals)
    said = lang.say(
        "Poäng {score:.2f}. Hänvisar till varandra: {linked}.", score=overlap.score, linked=lang.word(overlap.linked)
    )
    return f"{heading}<p>{escape(said)}</p><ul>{reasons}</ul>"


def _needs(needs: Sequence[Need], titles: dict[str, str], below: set[str], lang: Language) -> str:
    """The needs with their quotes, those left out that stand ``below`` among the shared passages."""
    parts = []
    for need in needs:
        quotes = "".join(
            _quote(f"”{escape(place.anchor.text)}”", titles.get(place.document, place.document), place.anchor, lang)
            for place in need.evidence
            if place.anchor.text not in below
        )
        heading, said = escape(lang.word(need.reason)).capitalize(), escape(lang.tell(need.sentence))
        parts.append(f"<h3>{heading}</h3><p>{said}</p>{quotes}")
    return f"<h2>{escape(lang.say('Samordningsbehov'))}</h2>{''.join(parts)}" if parts else ""


def _quote(words: str, title: str, anchor: Anchor, lang: Language) -> str:
    """Words of a document, marked as Swedish where the page is in another language."""
    place = escape(lang.say("s. {page}", page=anchor.page))
    return f"<blockquote{lang.marks_swedish}>{words}<cite>{escape(title)}, {place}</cite></blockquote>"


def _passages(passages: Sequence[SharedPassage], titles: Sequence[str], lang: Language) -> str:
    parts = []
    for number, passage in enumerate(passages, 1):
        left, right = common_words(passage.a.text, passage.b.text)
        heading = lang.say(
            "Textställe {number} ({kind}, likhet {likeness:.2f})",
            number=number,
            kind=lang.word(passage.kind),
            likeness=passage.similarity,
        )
        sides = _quote(_marked(left), titles[0], passage.a, lang) + _quote(_marked(right), titles[1], passage.b, lang)
        parts.append(f'<h3>{escape(heading)}</h3><div class="two">{sides}</div>')
    legend = f"<p>{escape(lang.say('Ord som är gemensamma är markerade.'))}</p>"
    heading = f"<h2>{escape(lang.say('Gemensamma textställen'))}</h2>"
    return f"{heading}{legend}{''.join(parts)}" if parts else ""


def _marked(pieces: Sequence[Piece]) -> str:
    return "".join(f"<mark>{escape(piece.text)}</mark>" if piece.common else escape(piece.text) for piece in pieces)


def _judged(reviews: Sequence[Review], lang: Language) -> str:
    rows = "".join(
        f"<li>{escape(lang.word(review.act.verdict))} {escape(lang.say('av {who}', who=review.act.who))}, "
        f"{escape(review.act.at[:10])}{': ' + escape(review.act.comment) if review.act.comment else ''}"
        f" ({escape(lang.word(review.freshness))})</li>"
        for review in reviews
        if review.act.verdict
    )
    return f"<h2>{escape(lang.say('Bedömningar'))}</h2><ul>{rows}</ul>" if rows else ""


def _pictures(
    made_from: tuple[Path, Language],
    pair: tuple[str, str],
    passages: Sequence[SharedPassage],
    titles: dict[str, str],
    room: int,
) -> str:
    """Each page with shared passages once, the passages framed and numbered, as long as there is room."""
    path, lang = made_from
    wanted: dict[tuple[str, int], list[Mark]] = {}
    for number, passage in enumerate(passages, 1):
        for document, anchor in zip(pair, (passage.a, passage.b), strict=True):
            mark = Mark(anchor.boxes, sign=str(number), words=anchor.text)
            wanted.setdefault((document, anchor.page), []).append(mark)
    figures, left_out = [], 0
    with Registry.open(path, read_only=True) as registry:
        for (document, page), marks in wanted.items():
            figure = _figure(registry, (document, page), marks, (titles[document], lang))
            if figure is None or len(figure.encode()) > room:
                left_out += 1
                continue
            room -= len(figure.encode())
            figures.append(figure)
    said = escape(lang.say("{count} sidbilder fick inte plats eller kunde inte ritas.", count=left_out))
    note = f"<p>{said}</p>" if left_out else ""
    heading = escape(lang.say("Sidorna"))
    return f'<h2>{heading}</h2>{note}<div class="two">{"".join(figures)}</div>' if wanted else ""


def _figure(
    registry: Registry, place: tuple[str, int], marks: Sequence[Mark], titled: tuple[str, Language]
) -> str | None:
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
    title, lang = titled
    name = f"{title}, {lang.say('s. {page}', page=number)}"
    drawn = page_svg(Sheet(page.width, page.height, address, name), marks)
    return f"<figure>{drawn}<figcaption>{escape(name)}</figcaption></figure>"
