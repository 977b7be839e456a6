"""The report as Markdown: lists and tables that point to their evidence by number, and the quotes at the end."""

import re
from collections.abc import Mapping, Sequence

from styrdok.reports.model import UNKNOWN, Key, Listing, Quote, Report, Section, Table, printable
from styrdok.reports.paper import in_full, numbers, quoted_by, runs, shown_run

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")

Numbers = Mapping[Key, int]


def as_markdown(report: Report) -> str:
    """The report as GitHub-flavoured Markdown; what documents say is escaped so that it stays text."""
    numbered = numbers(report)
    told = [section for section in report.sections if section.in_text and not section.drawn_only]
    parts = [f"# {_safe(report.title)}", f"Läget per {report.made_for}. {_safe(report.scope)}".strip()]
    parts += [_section(section, numbered) for section in told]
    quotes = sorted(quoted_by(report).values(), key=lambda quote: numbered[quote.key])
    if quotes:
        lines = "\n".join(f"{numbered[quote.key]}. {_quote(quote)}" for quote in quotes)
        parts.append(f"## Bilaga: belägg\n\n{lines}")
    return printable("\n\n".join(parts) + "\n")


def _section(section: Section, numbered: Numbers) -> str:
    lists = [_listing(listing, numbered) for listing in section.lists]
    tables = [_table(in_full(table), numbered) for table in section.tables]
    rest = lists + tables if section.lists_first else tables + lists
    return "\n\n".join([f"## {_safe(section.heading)}", *map(_safe, section.text), *rest])


def _listing(listing: Listing, numbered: Numbers) -> str:
    mark = "1." if listing.numbered else "-"
    lines = [f"{mark} {_safe(point.text + end)}{_cited(point.quotes, numbered)}" for point, end in listing.ended()]
    lead = [_safe(listing.lead)] if listing.lead else []
    return "\n\n".join([f"### {_safe(listing.heading)}", *lead, "\n".join(lines)])


def _cited(quotes: Sequence[Quote], numbered: Numbers) -> str:
    return f" (belägg {_numbers(quotes, numbered)})" if quotes else ""


def _numbers(quotes: Sequence[Quote], numbered: Numbers) -> str:
    return ", ".join(map(shown_run, runs(numbered[quote.key] for quote in quotes)))


def _table(table: Table, numbered: Numbers) -> str:
    if not table.rows:
        return f"{_safe(table.caption)}: inga."
    quoted = any(row.quotes for row in table.rows)
    rule = ["---:" if header in table.numeric else "---" for header in table.headers]
    lines = [[_safe(header) for header in table.headers] + ["Belägg"] * quoted, rule + ["---"] * quoted]
    for row in table.rows:
        evidence = [_numbers(row.quotes, numbered) or UNKNOWN] if quoted else []
        lines.append([_safe(cell) or UNKNOWN for cell in row.cells] + evidence)
    return f"**{_safe(table.caption)}**\n\n" + "\n".join(map(_line, lines))


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _quote(quote: Quote) -> str:
    return f"”{_safe(quote.text)}” ({_safe(quote.title)}, s. {quote.page})"


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
