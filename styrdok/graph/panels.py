"""The surroundings of a document as SVG: panels of boxes around it; every box is a link, colour is never alone."""

from collections.abc import Mapping, Sequence
from html import escape

from styrdok.graph.surroundings import PLACES, Neighbour, Place, tie_words
from styrdok.language import Language

WIDTH = 1200
_COLUMN, _GAP, _LINE = 380, 30, 18
_BOX, _SPACE, _HEAD = 50, 8, 30
_CENTRE = _BOX + 12
_LETTERS = 44
_MOST = 9
_COLUMNS: tuple[tuple[Place | None, ...], ...] = (
    (Place.EARLIER, Place.LAW, Place.CASE),
    (Place.ABOVE, None, Place.BELOW),
    (Place.LATER, Place.BESIDE, Place.MISSING),
)
"""What stands in each column from top to bottom; ``None`` is the document itself."""
STYLE = """
svg.map{font:14px system-ui,sans-serif;color:#1b1b1b;background:#fff}
.map .panel{fill:#f3f1ec;stroke:#8a8578}.map .box{fill:#fff;stroke:#4a5a78}
.map .centre{fill:#1d4f91;stroke:#1d4f91}.map .inverse{fill:#fff}.map .missing .box{stroke-dasharray:5 3}
.map text{fill:#1b1b1b}.map .small{font-size:12px}.map .tie{stroke:#5d5a52;stroke-width:2}
"""


def as_panels(
    title: str,
    found: Mapping[Place, Sequence[Neighbour]],
    links: Mapping[str, str],
    language: Language,
) -> str:
    """The drawing; ``links`` says where a neighbour leads to.

    It has classes and no style of its own: put :data:`STYLE` into the file or the page that holds it.
    """
    spots, total = _spots(found)
    middle = spots.pop(None)[1] + _CENTRE / 2
    panels = [(place, corner) for place, corner in spots.items() if place is not None]
    drawn = [_tie(left, top, _height(found, place), middle) for place, (left, top) in panels]
    drawn += [_panel(corner, place, found[place], (links, language)) for place, corner in panels]
    drawn.append(_centre(title, middle))
    shape = f"0 0 {WIDTH} {total:.0f}"
    label = escape(title, quote=True)
    return (
        f'<svg class="map" xmlns="http://www.w3.org/2000/svg" viewBox="{shape}" role="group" aria-label="{label}">'
        f"{''.join(drawn)}</svg>"
    )


def _spots(found: Mapping[Place, Sequence[Neighbour]]) -> tuple[dict[Place | None, tuple[float, float]], float]:
    """Left and top of each panel and of the document (``None``), and the height of it all."""
    spots: dict[Place | None, tuple[float, float]] = {}
    lowest = 0.0
    for number, column in enumerate(_COLUMNS):
        top = 0.0
        for place in (place for place in column if place is None or found[place]):
            spots[place] = number * (_COLUMN + _GAP), top
            top += _height(found, place) + _GAP
        lowest = max(lowest, top - _GAP)
    return spots, lowest


def _height(found: Mapping[Place, Sequence[Neighbour]], place: Place | None) -> float:
    return _CENTRE if place is None else _panel_height(found[place])


def _panel_height(items: Sequence[Neighbour]) -> float:
    more = _LINE if len(items) > _MOST else 0
    return _HEAD + min(len(items), _MOST) * (_BOX + _SPACE) + _SPACE + more


def _tie(left: float, top: float, height: float, middle: float) -> str:
    return (
        f'<line class="tie" x1="{WIDTH / 2:.0f}" y1="{middle:.0f}" '
        f'x2="{left + _COLUMN / 2:.0f}" y2="{top + height / 2:.0f}"/>'
    )


def _panel(
    corner: tuple[float, float],
    place: Place,
    items: Sequence[Neighbour],
    saying: tuple[Mapping[str, str], Language],
) -> str:
    (left, top), (links, language) = corner, saying
    name = language.say(PLACES[place])
    frame = (
        f'<rect class="panel" x="{left}" y="{top:.0f}" width="{_COLUMN}" height="{_panel_height(items):.0f}" rx="6"/>'
    )
    head = f'<text x="{left + 12}" y="{top + 21:.0f}" font-weight="bold">{escape(name)} ({len(items)})</text>'
    boxes = [
        _box(left + _SPACE, top + _HEAD + number * (_BOX + _SPACE), item, (links.get(item.node), _tied(language, item)))
        for number, item in enumerate(items[:_MOST])
    ]
    rest = len(items) - _MOST
    more = f'<text x="{left + 12}" y="{top + _panel_height(items) - 8:.0f}">+ {rest}</text>' if rest > 0 else ""
    return f'<g class="{place.value}">{frame}{head}{"".join(boxes)}{more}</g>'


def _tied(language: Language, neighbour: Neighbour) -> str:
    return "; ".join(dict.fromkeys(tie_words(language, tie) for tie in neighbour.ties))


def _box(left: float, top: float, item: Neighbour, saying: tuple[str | None, str]) -> str:
    link, words = saying
    width = _COLUMN - 2 * _SPACE
    drawn = (
        f"<title>{escape(item.label)}: {escape(words)}</title>"
        f'<rect class="box" x="{left}" y="{top:.0f}" width="{width}" height="{_BOX}" rx="4"/>'
        f'<text x="{left + 10}" y="{top + 20:.0f}">{escape(_short(item.label, _LETTERS))}</text>'
        f'<text class="small" x="{left + 10}" y="{top + 39:.0f}">{escape(_short(words, _LETTERS + 8))}</text>'
    )
    return f'<a href="{escape(link, quote=True)}">{drawn}</a>' if link else f"<g>{drawn}</g>"


def _centre(title: str, middle: float) -> str:
    left = _COLUMN + _GAP
    return (
        f'<g><rect class="centre" x="{left}" y="{middle - _CENTRE / 2:.0f}" width="{_COLUMN}" height="{_CENTRE}" '
        f'rx="6"/><text class="inverse" x="{WIDTH / 2:.0f}" y="{middle + 5:.0f}" text-anchor="middle" '
        f'font-weight="bold">{escape(_short(title, _LETTERS - 6))}</text></g>'
    )


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
