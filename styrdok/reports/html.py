"""The report as one self-contained, accessible HTML page: no script, no outside file."""

from html import escape

from styrdok.reports.model import Figure, Quote, Report, Row, Section, Table

STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--soft:#f3f1ec;--line:#8a8578;--mark:#7a3210}
@media(prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#181818;--soft:#262522;--line:#8f8a7f;--mark:#f0a886}}
body{font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0 auto;max-width:80rem;
padding:1rem}
h1,h2{line-height:1.2}h2{margin-top:2.5rem;border-bottom:2px solid var(--line)}
nav ul{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;padding:0;list-style:none}
a{color:inherit}a:focus-visible,summary:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
caption{text-align:left;font-weight:600;padding:.4rem 0}
th,td{border:1px solid var(--line);padding:.35rem .55rem;text-align:left;vertical-align:top}
th{background:var(--soft)}td.number{text-align:right;font-variant-numeric:tabular-nums}
tr.quotes td{background:var(--soft)}
figure{margin:1rem 0}svg.chart{width:100%;min-width:44rem;height:auto}
summary{cursor:pointer}blockquote{margin:.5rem 0 .5rem .8rem;border-left:3px solid var(--mark);padding-left:.7rem}
cite{font-style:normal;font-size:.92rem;display:block}
@media print{details{display:block}nav{display:none}}
"""


def as_html(report: Report) -> str:
    """The report as a page that opens by itself from a file share."""
    links = "".join(f'<li><a href="#{escape(s.name)}">{escape(s.heading)}</a></li>' for s in report.sections)
    body = "".join(_section(section) for section in report.sections)
    return (
        f'<!doctype html>\n<html lang="sv"><head><meta charset="utf-8"><title>{escape(report.title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<style>{STYLE}</style></head><body><header><h1>{escape(report.title)}</h1>"
        f'<p>Läget per {escape(report.made_for)}.</p></header><nav aria-label="Innehåll"><ul>{links}</ul></nav>'
        f"<main>{body}</main></body></html>\n"
    )


def _section(section: Section) -> str:
    name, heading = escape(section.name), escape(section.heading)
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in section.text)
    tables = "".join(_table(table) for table in section.tables)
    figures = "".join(map(_figure, section.figures))
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{heading}</h2>{text}{figures}{tables}</section>'


def _figure(figure: Figure) -> str:
    label = escape(figure.caption, quote=True)
    return (
        f'<figure><div class="wide" role="region" tabindex="0" aria-label="{label}">{figure.svg}</div>'
        f"<figcaption>{label}</figcaption></figure>"
    )


def _table(table: Table) -> str:
    if not table.rows:
        return f"<p>{escape(table.caption)}: inga.</p>"
    head = "".join(f'<th scope="col">{escape(header)}</th>' for header in table.headers)
    rows = "".join(_row(row, table) for row in table.rows)
    label = escape(table.caption, quote=True)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{label}"><table><caption>{label}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(row: Row, table: Table) -> str:
    cells = "".join(
        f'<td class="number">{escape(cell)}</td>' if header in table.numeric else f"<td>{escape(cell)}</td>"
        for header, cell in zip(table.headers, row.cells, strict=True)
    )
    quotes = "".join(_quote(quote) for quote in row.quotes)
    if not quotes:
        return f"<tr>{cells}</tr>"
    count = "1 belägg" if len(row.quotes) == 1 else f"{len(row.quotes)} belägg"
    return (
        f'<tr>{cells}</tr><tr class="quotes"><td colspan="{len(table.headers)}"><details><summary>{count}</summary>'
        f"{quotes}</details></td></tr>"
    )


def _quote(quote: Quote) -> str:
    side = f"{escape(quote.side)}: " if quote.side else ""
    return f"<blockquote>”{escape(quote.text)}”<cite>{side}{escape(quote.title)}, s. {quote.page}</cite></blockquote>"
