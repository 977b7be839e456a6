"""The report as one self-contained, accessible HTML page: no script, no outside file."""

from collections.abc import Mapping, Sequence
from html import escape

from styrdok.reports.model import UNKNOWN, Figure, Key, Listing, Point, Quote, Report, Row, Section, Table, printable
from styrdok.reports.paper import cut, in_full, numbers, runs, shown_run

_MOST_ROWS = 500
_LONG, _LONGER = 60, 240
STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--soft:#f3f1ec;--line:#8a8578;--mark:#7a3210}
@media(prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#181818;--soft:#262522;--line:#8f8a7f;--mark:#f0a886}}
body{font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0 auto;max-width:80rem;
padding:1rem}
h1,h2{line-height:1.2}h2{margin-top:2.5rem;border-bottom:2px solid var(--line)}h3{margin:1.4rem 0 .4rem}
p,ol,ul{max-width:48rem}li{margin:.3rem 0}
nav ul{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;padding:0;list-style:none;max-width:none}
a{color:inherit}a:focus-visible,summary:focus-visible,.wide:focus-visible{outline:3px solid var(--mark);
outline-offset:2px}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin-top:.6rem}
caption{text-align:left;font-weight:600;padding:.4rem 0}
th,td{border:1px solid var(--line);padding:.35rem .55rem;text-align:left;vertical-align:top;white-space:pre-line;
overflow-wrap:break-word;max-width:32rem;min-width:2.5rem}
td.date{white-space:nowrap}td.long{min-width:18rem}td.longer{min-width:30rem}
h1,h2,h3,p,li,figcaption,blockquote,summary{overflow-wrap:anywhere}
th{background:var(--soft);white-space:nowrap}td.number{text-align:right;font-variant-numeric:tabular-nums}
tr.quotes td{background:var(--soft);max-width:none;white-space:normal}
.note{font-style:italic}
figure{margin:1.5rem 0;max-width:56rem}svg.chart{width:100%;min-width:40rem;height:auto}
summary{cursor:pointer}blockquote{margin:.5rem 0 .5rem .8rem;border-left:3px solid var(--mark);padding-left:.7rem;
max-width:60rem}
cite{font-style:normal;font-size:.92rem;display:block}
@media print{details{display:block}nav{display:none}}
"""

Numbers = Mapping[Key, int]


def as_html(report: Report) -> str:
    """The report as a page that opens by itself from a file share."""
    numbered = numbers(report)
    shown = [section for section in report.sections if section.in_text]
    links = "".join(f'<li><a href="#{escape(s.name)}">{escape(s.heading)}</a></li>' for s in shown)
    body = "".join(_section(section, numbered) for section in shown)
    scope = f" {escape(report.scope)}" if report.scope else ""
    return printable(
        f'<!doctype html>\n<html lang="sv"><head><meta charset="utf-8"><title>{escape(report.title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<style>{STYLE}</style></head><body><header><h1>{escape(report.title)}</h1>"
        f"<p>Läget per {escape(report.made_for)}.{scope}</p></header>"
        f'<nav aria-label="Innehåll"><ul>{links}</ul></nav><main>{body}</main></body></html>\n'
    )


def _section(section: Section, numbered: Numbers) -> str:
    name, heading = escape(section.name), escape(section.heading)
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in section.text)
    tables = "".join(_table(cut(in_full(table), _MOST_ROWS), numbered) for table in section.tables)
    lists = "".join(_listing(listing, numbered) for listing in section.lists)
    rest = lists + tables if section.lists_first else tables + lists
    figures = "".join(map(_figure, section.figures))
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{heading}</h2>{text}{figures}{rest}</section>'


def _figure(figure: Figure) -> str:
    label = escape(figure.caption, quote=True)
    words = f" {escape(figure.words)}" if figure.words else ""
    return (
        f'<figure><div class="wide" role="region" tabindex="0" aria-label="{label}">{figure.svg}</div>'
        f"<figcaption>{label}.{words}</figcaption></figure>"
    )


def _listing(listing: Listing, numbered: Numbers) -> str:
    lead = f"<p>{escape(listing.lead)}</p>" if listing.lead else ""
    points = "".join(f"<li>{_point(point, end, numbered)}</li>" for point, end in listing.ended())
    tag = "ol" if listing.numbered else "ul"
    return f"<h3>{escape(listing.heading)}</h3>{lead}<{tag}>{points}</{tag}>"


def _point(point: Point, end: str, numbered: Numbers) -> str:
    return escape(point.text + end) + _evidence(point.quotes, numbered)


def _table(table: Table, numbered: Numbers) -> str:
    if not table.rows:
        return f"<p>{escape(table.caption)}: inga.</p>"
    head = "".join(f'<th scope="col">{escape(header)}</th>' for header in table.headers)
    rows = "".join(_row(row, table, numbered) for row in table.rows)
    label = escape(table.caption, quote=True)
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{label}"><table><caption>{label}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{note}"
    )


def _row(row: Row, table: Table, numbered: Numbers) -> str:
    cells = "".join(_cell(cell, header, table) for header, cell in zip(table.headers, row.cells, strict=True))
    evidence = _evidence(row.quotes, numbered)
    if not evidence:
        return f"<tr>{cells}</tr>"
    return f'<tr>{cells}</tr><tr class="quotes"><td colspan="{len(table.headers)}">{evidence}</td></tr>'


def _cell(text: str, header: str, table: Table) -> str:
    look = "number" if header in table.numeric else "date" if header in table.dates else ""
    look = look or ("longer" if len(text) > _LONGER else "long" if len(text) > _LONG else "")
    opened = f'<td class="{look}">' if look else "<td>"
    return f"{opened}{escape(text) or UNKNOWN}</td>"


def _evidence(quotes: Sequence[Quote], numbered: Numbers) -> str:
    """Quotes that are folded away below what they bear out."""
    if not quotes:
        return ""
    told = ", ".join(map(shown_run, runs(numbered[quote.key] for quote in quotes)))
    inside = "".join(_quote(quote, numbered[quote.key]) for quote in quotes)
    return f"<details><summary>Belägg {told}</summary>{inside}</details>"


def _quote(quote: Quote, number: int) -> str:
    side = f"{escape(quote.side)}: " if quote.side else ""
    return (
        f"<blockquote>”{escape(quote.text)}”"
        f"<cite>{number}. {side}{escape(quote.title)}, s. {quote.page}</cite></blockquote>"
    )
