"""A report cut down for paper, and the numbers that its quotes go by in every format."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from styrdok.language import IN_SWEDISH, Language
from styrdok.reports.model import Key, Listing, Point, Quote, Report, Row, Section, Table, shortened

MOST_QUOTES = 6
_MOST_LISTS = 20
_LONGEST_QUOTE = 600


def on_paper(report: Report) -> Report:
    """What of a report is printed: no chapter, table or list longer than somebody reads."""
    language = report.language
    shown = tuple(_section(one, language) for one in report.sections if one.in_text and not one.broad)
    return replace(report, sections=shown)


def in_full(table: Table) -> Table:
    """A table without the columns that only paper shows."""
    kept = [at for at, header in enumerate(table.headers) if header not in table.paper.only]
    if len(kept) == len(table.headers):
        return table
    rows = tuple(Row(tuple(row.cells[at] for at in kept), row.quotes) for row in table.rows)
    return replace(table, headers=tuple(table.headers[at] for at in kept), rows=rows)


def cut(table: Table, most: int | None, language: Language = IN_SWEDISH) -> Table:
    """The first rows of a table, with a sentence on where the others are."""
    if most is None or len(table.rows) <= most:
        return table
    left_out = _left_out(most, len(table.rows), language)
    return replace(table, rows=table.rows[:most], note=f"{table.note} {left_out}".strip())


def quoted_by(report: Report) -> dict[Key, Quote]:
    """Every quote of a report once, in the order in which they are met."""
    found: dict[Key, Quote] = {}
    for quote in _quotes(report):
        found.setdefault(quote.key, quote)
    return found


def numbers(report: Report) -> Mapping[Key, int]:
    """The number of each quote: first those that are printed, in that order, then the others."""
    order = [*quoted_by(on_paper(report)), *quoted_by(report)]
    return {key: number for number, key in enumerate(dict.fromkeys(order), 1)}


def runs(found: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers as runs from first to last; two in a row are two runs."""
    made: list[tuple[int, int]] = []
    for number in sorted(set(found)):
        if made and number == made[-1][1] + 1:
            made[-1] = (made[-1][0], number)
        else:
            made.append((number, number))
    return [
        one
        for first, last in made
        for one in ([(first, last)] if last - first > 1 else [(number, number) for number in range(first, last + 1)])
    ]


def shown_run(run: tuple[int, int]) -> str:
    """``9–14``, or ``9``."""
    first, last = run
    return str(first) if first == last else f"{first}–{last}"


def printed(quote: Quote) -> str:
    """The words of a quote, no longer than paper bears."""
    return shortened(quote.text, _LONGEST_QUOTE)


def _left_out(shown: int, total: int, language: Language) -> str:
    left = total - shown
    return language.say(
        "Visar {shown} av {total}; den återstående står i Excel-filen."
        if left == 1
        else "Visar {shown} av {total}; de övriga {left} står i Excel-filen.",
        shown=shown,
        total=total,
        left=left,
    )


def _section(section: Section, language: Language) -> Section:
    lists = tuple(_listing(one, language) for one in section.lists[:_MOST_LISTS])
    left = len(section.lists) - len(lists)
    more = (language.say("Ytterligare {count} listor står i Excel-filen.", count=left),) if left else ()
    tables = tuple(_table(one, language) for one in section.tables)
    return replace(section, text=(*section.text, *more), tables=tables, lists=lists)


def _table(table: Table, language: Language) -> Table:
    chosen = [(one,) if isinstance(one, str) else one for one in table.paper.columns or table.headers]
    places = [[table.headers.index(name) for name in names] for names in chosen]
    rows = tuple(
        Row(tuple(_joined(row.cells[at] for at in ats) for ats in places), row.quotes[:MOST_QUOTES])
        for row in table.rows
    )
    headers = tuple(" / ".join(names) for names in chosen)
    return cut(replace(table, headers=headers, rows=rows), table.paper.rows, language)


def _joined(cells: Iterable[str]) -> str:
    return shortened("\n".join(filter(None, cells)), _LONGEST_QUOTE)


def _listing(listing: Listing, language: Language) -> Listing:
    points = tuple(Point(point.text, point.quotes[:MOST_QUOTES]) for point in listing.points[: listing.most])
    left = len(listing.points) > len(points)
    note = _left_out(len(points), len(listing.points), language) if left else ""
    return replace(listing, points=points, note=f"{listing.note} {note}".strip())


def _quotes(report: Report) -> Iterator[Quote]:
    for section in report.sections:
        rows: Sequence[Row | Point] = [
            *(point for listing in section.lists for point in listing.points),
            *(row for table in section.tables for row in table.rows),
        ]
        for row in rows:
            yield from row.quotes
