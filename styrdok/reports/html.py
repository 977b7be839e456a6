"""The report as one self-contained, accessible HTML page: no script, no outside file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from styrdok.language import Language
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


@dataclass(frozen=True, slots=True)
class _Telling:
    """What a page is made with: the numbers of the quotes, and a language."""

    numbers: Mapping[Key, int]
    language: Language


def as_html(report: Report) -> str:
    """The report as a page that opens by itself from a file share."""
    telling, language = _Telling(numbers(report), report.language), report.language
    shown = [section for section in report.sections if section.in_text]
    links = "".join(f'<li><a href="#{escape(s.name)}">{escape(s.heading)}</a></li>' for s in shown)
    body = "".join(_section(section, telling) for section in shown)
    contents = escape(language.say("Innehåll"))
    return printable(
        f'<!doctype html>\n<html lang="{language.code}"><head><meta charset="utf-8">'
        f"<title>{escape(report.title)}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<style>{STYLE}</style></head><body><header><h1>{escape(report.title)}</h1>"
        f"<p>{escape(report.state)}</p></header>"
        f'<nav aria-label="{contents}"><ul>{links}</ul></nav><main>{body}</main></body></html>\n'
    )


def _section(section: Section, telling: _Telling) -> str:
    name, heading = escape(section.name), escape(section.heading)
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in section.text)
    tables = "".join(_table(cut(in_full(table), _MOST_ROWS, telling.language), telling) for table in section.tables)
    lists = "".join(_listing(listing, telling) for listing in section.lists)
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


def _listing(listing: Listing, telling: _Telling) -> str:
    marks = telling.language.marks_swedish if listing.verbatim else ""
    lead = f"<p{marks}>{escape(listing.lead)}</p>" if listing.lead else ""
    points = "".join(f"<li>{_point(point, end, marks, telling)}</li>" for point, end in listing.ended())
    tag = "ol" if listing.numbered else "ul"
    return f"<h3>{escape(listing.heading)}</h3>{lead}<{tag}>{points}</{tag}>"


def _point(point: Point, end: str, marks: str, telling: _Telling) -> str:
    said = _marked(escape(point.text + end), marks) if marks else _told(point.text + end, telling.language)
    return said + _evidence(point.quotes, telling)


def _marked(words: str, marks: str) -> str:
    return f"<span{marks}>{words}</span>" if marks else words


def _told(text: str, language: Language) -> str:
    """What the report says, with the words of documents that it quotes marked."""
    marks = language.marks_swedish
    return _quoted(language.code).sub(rf"<span{marks}>\g<0></span>", escape(text)) if marks else escape(text)


@cache
def _quoted(code: str) -> re.Pattern[str]:
    """What stands between the quotation marks of a language."""
    opened, closed = Language(code).say("”{words}”", words="\n").split("\n")
    return re.compile(f"(?<={re.escape(opened)})[^{re.escape(closed)}]+")


def _table(table: Table, telling: _Telling) -> str:
    if not table.rows:
        return f"<p>{escape(telling.language.say('{caption}: inga.', caption=table.caption))}</p>"
    head = "".join(f'<th scope="col">{escape(header)}</th>' for header in table.headers)
    rows = "".join(_row(row, table, telling) for row in table.rows)
    label = escape(table.caption, quote=True)
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{label}"><table><caption>{label}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{note}"
    )


def _row(row: Row, table: Table, telling: _Telling) -> str:
    pairs = zip(table.headers, row.cells, strict=True)
    cells = "".join(_cell(cell, header, table, telling.language) for header, cell in pairs)
    evidence = _evidence(row.quotes, telling)
    if not evidence:
        return f"<tr>{cells}</tr>"
    return f'<tr>{cells}</tr><tr class="quotes"><td colspan="{len(table.headers)}">{evidence}</td></tr>'


def _cell(text: str, header: str, table: Table, language: Language) -> str:
    look = "number" if header in table.numeric else "date" if header in table.dates else ""
    look = look or ("longer" if len(text) > _LONGER else "long" if len(text) > _LONG else "")
    verbatim = header in table.verbatim
    marks = language.marks_swedish if text and verbatim else ""
    said = escape(text) if verbatim else _told(text, language)
    opened = f'<td class="{look}"{marks}>' if look else f"<td{marks}>"
    return f"{opened}{said or UNKNOWN}</td>"


def _evidence(quotes: Sequence[Quote], telling: _Telling) -> str:
    """Quotes that are folded away below what they bear out."""
    if not quotes:
        return ""
    told = ", ".join(map(shown_run, runs(telling.numbers[quote.key] for quote in quotes)))
    summary = escape(telling.language.say("Belägg {numbers}", numbers=told))
    inside = "".join(_quote(quote, telling) for quote in quotes)
    return f"<details><summary>{summary}</summary>{inside}</details>"


def _quote(quote: Quote, telling: _Telling) -> str:
    language, marks = telling.language, telling.language.marks_swedish
    side = f"{escape(quote.side)}: " if quote.side else ""
    words = language.say("”{words}”", words=_marked(escape(quote.text), marks))
    title, page = _marked(escape(quote.title), marks), escape(language.say("s. {page}", page=quote.page))
    number = telling.numbers[quote.key]
    return f"<blockquote>{words}<cite>{number}. {side}{title}, {page}</cite></blockquote>"
