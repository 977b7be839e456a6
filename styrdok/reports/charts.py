"""Pictures of the registry as SVG: plain shapes and text, readable in light and dark, every value also written out.

Colours come from the page (``currentColor`` and the variable ``--mark``), so the drawings have no style of their own;
:func:`on_white` gives them one where there is no page around them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from styrdok.language import IN_SWEDISH, Language

_WIDTH = 760
_LEFT = 290
_ROW = 22
_LETTERS = 36
_TALL, _LINE = 36, 100
_TOP = 30
_INK, _MARK = "#1b1b1b", "#7a3210"
_BAR = 'fill="currentColor" fill-opacity="0.55"'
_STRONG = ' font-weight="bold"'
_EDGE = 'stroke="currentColor" stroke-opacity="0.35"'


@dataclass(frozen=True, slots=True)
class Span:
    """A document on the timeline; ``end`` is ``None`` when it is not known, ``open_ended`` when it is said to go on."""

    name: str
    start: date
    end: date | None
    open_ended: bool = False


def timeline(title: str, spans: Sequence[Span], today: date, language: Language = IN_SWEDISH) -> str:
    """When documents were adopted and how long they hold; a ring ends a bar whose end is not known."""
    first = min((span.start.year for span in spans), default=today.year)
    last = max([today.year + 1, *(span.end.year + 1 for span in spans if span.end)])

    def x(day: date) -> float:
        share = (day.toordinal() - date(first, 1, 1).toordinal()) / max(1, (last - first) * 365.25)
        return _LEFT + min(1.0, max(0.0, share)) * (_WIDTH - _LEFT - 20)

    height = _TOP + _ROW * len(spans) + 10
    step = max(1, (last - first) // 10)
    years = "".join(_year(x(date(year, 1, 1)), year, height) for year in range(first, last + 1, step))
    now = f'<line x1="{x(today):.1f}" y1="{_TOP - 8}" x2="{x(today):.1f}" y2="{height}" stroke="var(--mark)"/>'
    rows = "".join(_span((number, span), x, today, language) for number, span in enumerate(spans))
    return _drawing(title, height, years + now + rows)


def _year(at: float, year: int, height: float) -> str:
    line = f'<line x1="{at:.1f}" y1="{_TOP - 8}" x2="{at:.1f}" y2="{height}" {_EDGE}/>'
    return f'{line}<text x="{at:.1f}" y="14" text-anchor="middle">{year}</text>'


def _span(placed: tuple[int, Span], x: Callable[[date], float], today: date, language: Language) -> str:
    number, span = placed
    y = _TOP + number * _ROW
    end = span.end or max(today, span.start)
    unknown = language.say("tills vidare" if span.open_ended else "slut okänt")
    said = span.end.isoformat() if span.end else unknown
    width = max(4.0, x(end) - x(span.start))
    ring = f'<circle cx="{x(end):.1f}" cy="{y + 8}" r="5" fill="none" stroke="currentColor"/>' if not span.end else ""
    return (
        f"{_label(y, span.name, language)}<g><title>{escape(span.name)}: {span.start.isoformat()}–{said}</title>"
        f'<rect x="{x(span.start):.1f}" y="{y + 2}" width="{width:.1f}" height="12" {_BAR}/>{ring}</g>'
    )


def bars(title: str, rows: Sequence[tuple[str, float, str]], language: Language = IN_SWEDISH) -> str:
    """One bar per row of (name, value, value in words), each below its name; names are those of documents."""
    most = max((value for _, value, _ in rows), default=0) or 1
    drawn = []
    for number, (name, value, said) in enumerate(rows):
        y, width = 10 + number * _TALL, value / most * (_WIDTH - 90)
        drawn.append(
            f'<text x="0" y="{y + 12}"{language.marks_swedish}>{escape(_cut(name, _LINE))}</text>'
            f'<rect x="0" y="{y + 17}" width="{width:.1f}" height="10" {_BAR}/>'
            f'<text x="{width + 6:.1f}" y="{y + 27}">{escape(said)}</text>'
        )
    return _drawing(title, 20 + _TALL * len(rows), "".join(drawn))


def waterfall(
    title: str, steps: Sequence[tuple[str, float]], total: tuple[str, float], written: Callable[[float], str]
) -> str:
    """Bars that each begin where the one above ends, what is taken off in the other colour, and their sum below.

    ``steps`` are names with what they add, ``total`` is the name of the sum with the sum, ``written`` writes a number.
    """
    edges = [0.0]
    for _, amount in steps:
        edges.append(edges[-1] + amount)
    scale = (_WIDTH - _LEFT - 90) / (max(edges) or 1)
    drawn = []
    rows = [(name, min(a, b), max(a, b), b - a) for (name, _), a, b in zip(steps, edges, edges[1:], strict=False)]
    for number, (name, low, high, amount) in enumerate([*rows, (total[0], 0.0, total[1], total[1])]):
        y, last = 10 + number * _ROW, number == len(rows)
        fill = 'fill="var(--mark)" fill-opacity="0.75"' if amount < 0 else _BAR
        said = written(amount) if last or amount < 0 else f"+{written(amount)}"
        drawn.append(
            f'<text x="{_LEFT - 10}" y="{y + 13}" text-anchor="end"{_STRONG if last else ""}>'
            f"{escape(_cut(name, _LETTERS))}</text><g><title>{escape(name)}: {said}</title>"
            f'<rect x="{_LEFT + low * scale:.1f}" y="{y + 2}" width="{max(1.0, (high - low) * scale):.1f}" height="13" '
            f'{fill}/></g><text x="{_LEFT + high * scale + 6:.1f}" y="{y + 13}">{said}</text>'
        )
    return _drawing(title, 20 + _ROW * (len(rows) + 1), "".join(drawn))


def both_ways(
    title: str, rows: Sequence[tuple[str, int, int]], names: tuple[str, str], language: Language = IN_SWEDISH
) -> str:
    """For each row of (title, left, right) a bar to the left and one to the right of a middle line."""
    most = max((max(left, right) for _, left, right in rows), default=0) or 1
    middle, room = (_LEFT + _WIDTH) / 2, (_WIDTH - _LEFT) / 2 - 50
    heads = (
        f'<text x="{middle - 8}" y="16" text-anchor="end">← {escape(names[0])}</text>'
        f'<text x="{middle + 8}" y="16">{escape(names[1])} →</text>'
    )
    drawn = [heads]
    for number, (name, left, right) in enumerate(rows):
        y, a, b = _TOP + number * _ROW, left / most * room, right / most * room
        drawn.append(
            f'{_label(y, name, language)}<rect x="{middle - a:.1f}" y="{y + 2}" width="{a:.1f}" height="13" {_BAR}/>'
            f'<rect x="{middle:.1f}" y="{y + 2}" width="{b:.1f}" height="13" fill="var(--mark)" fill-opacity="0.75"/>'
            f'<text x="{middle - a - 5:.1f}" y="{y + 13}" text-anchor="end">{left}</text>'
            f'<text x="{middle + b + 5:.1f}" y="{y + 13}">{right}</text>'
        )
    return _drawing(title, _TOP + _ROW * len(rows) + 10, "".join(drawn))


def heat_map(title: str, rows: Sequence[str], columns: Sequence[str], counts: Mapping[tuple[str, str], int]) -> str:
    """A field of cells, darker for more, each with its number."""
    most = max(counts.values(), default=0) or 1
    wide = (_WIDTH - _LEFT) / max(1, len(columns))
    top = 90
    drawn = [
        f'<text transform="translate({_LEFT + (number + 0.5) * wide:.1f} {top - 8}) rotate(-35)">{escape(name)}</text>'
        for number, name in enumerate(columns)
    ]
    for line, row in enumerate(rows):
        y = top + line * _ROW
        drawn.append(_label(y, row))
        for number, column in enumerate(columns):
            count = counts.get((row, column), 0)
            if count:
                drawn.append(_cell((_LEFT + number * wide, y), wide, count, most))
    return _drawing(title, top + _ROW * len(rows) + 10, "".join(drawn))


def _cell(corner: tuple[float, float], wide: float, count: int, most: int) -> str:
    (x, y), share = corner, 0.1 + 0.35 * count / most
    return (
        f'<rect x="{x:.1f}" y="{y}" width="{wide - 2:.1f}" height="{_ROW - 2}" fill="var(--mark)" '
        f'fill-opacity="{share:.2f}"/><text x="{x + wide / 2 - 1:.1f}" y="{y + 15}" text-anchor="middle">{count}</text>'
    )


def _label(y: float, name: str, language: Language = IN_SWEDISH) -> str:
    lang = language.marks_swedish
    return f'<text x="{_LEFT - 10}" y="{y + 13}" text-anchor="end"{lang}>{escape(_cut(name, _LETTERS))}</text>'


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def on_white(svg: str) -> str:
    """A drawing with colours and a namespace of its own, as a picture on white paper needs them."""
    own = f'<svg xmlns="http://www.w3.org/2000/svg" color="{_INK}" font-family="sans-serif" '
    return svg.replace("<svg ", own, 1).replace("var(--mark)", _MARK)


def _drawing(title: str, height: float, body: str) -> str:
    return (
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {height:.0f}" role="img" '
        f'aria-label="{escape(title, quote=True)}" font-size="13" fill="currentColor">{body}</svg>'
    )
