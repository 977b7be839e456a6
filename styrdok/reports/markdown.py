"""The report as Markdown: lists and tables that point to their evidence by number, and the quotes at the end."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from styrdok.language import Language
from styrdok.reports.model import UNKNOWN, Key, Listing, Quote, Report, Section, Table, printable
from styrdok.reports.paper import in_full, numbers, quoted_by, runs, shown_run

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


@dataclass(frozen=True, slots=True)
class _Telling:
    """What the text is made with: the numbers of the quotes, and a language."""

    numbers: Mapping[Key, int]
    language: Language


def as_markdown(report: Report) -> str:
    """The report as GitHub-flavoured Markdown; what documents say is escaped so that it stays text."""
    telling, language = _Telling(numbers(report), report.language), report.language
    told = [section for section in report.sections if section.in_text and not section.drawn_only]
    parts = [f"# {_safe(report.title)}", _safe(report.state)]
    parts += [_section(section, telling) for section in told]
    quotes = sorted(quoted_by(report).values(), key=lambda quote: telling.numbers[quote.key])
    if quotes:
        lines = "\n".join(f"{telling.numbers[quote.key]}. {_quote(quote, language)}" for quote in quotes)
        parts.append(f"## {language.say('Bilaga: belägg')}\n\n{lines}")
    return printable("\n\n".join(parts) + "\n")


def _section(section: Section, telling: _Telling) -> str:
    lists = [_listing(listing, telling) for listing in section.lists]
    tables = [_table(in_full(table), telling) for table in section.tables]
    rest = lists + tables if section.lists_first else tables + lists
    return "\n\n".join([f"## {_safe(section.heading)}", *map(_safe, section.text), *rest])


def _listing(listing: Listing, telling: _Telling) -> str:
    mark = "1." if listing.numbered else "-"
    lines = [f"{mark} {_safe(point.text + end)}{_cited(point.quotes, telling)}" for point, end in listing.ended()]
    lead = [_safe(listing.lead)] if listing.lead else []
    return "\n\n".join([f"### {_safe(listing.heading)}", *lead, "\n".join(lines)])


def _cited(quotes: Sequence[Quote], telling: _Telling) -> str:
    return f" ({telling.language.say('belägg {numbers}', numbers=_numbers(quotes, telling))})" if quotes else ""


def _numbers(quotes: Sequence[Quote], telling: _Telling) -> str:
    return ", ".join(map(shown_run, runs(telling.numbers[quote.key] for quote in quotes)))


def _table(table: Table, telling: _Telling) -> str:
    if not table.rows:
        return _safe(telling.language.say("{caption}: inga.", caption=table.caption))
    quoted = any(row.quotes for row in table.rows)
    rule = ["---:" if header in table.numeric else "---" for header in table.headers]
    lines = [
        [_safe(header) for header in table.headers] + [telling.language.heading("Belägg")] * quoted,
        rule + ["---"] * quoted,
    ]
    for row in table.rows:
        evidence = [_numbers(row.quotes, telling) or UNKNOWN] if quoted else []
        lines.append([_safe(cell) or UNKNOWN for cell in row.cells] + evidence)
    return f"**{_safe(table.caption)}**\n\n" + "\n".join(map(_line, lines))


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _quote(quote: Quote, language: Language) -> str:
    words, title = _safe(quote.text), _safe(quote.title)
    return language.say("”{words}” ({title}, s. {page})", words=words, title=title, page=quote.page)


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
