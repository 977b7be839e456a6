"""The report as Markdown: tables with the quotes beneath them."""

import re

from styrdok.reports.model import Quote, Report, Section, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def as_markdown(report: Report) -> str:
    """The report as GitHub-flavoured Markdown; what documents say is escaped so that it stays text."""
    told = [section for section in report.sections if not section.drawn_only]
    parts = [f"# {_safe(report.title)}", f"Läget per {report.made_for}.", *map(_section, told)]
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> str:
    return "\n\n".join([f"## {_safe(section.heading)}", *map(_safe, section.text), *map(_table, section.tables)])


def _table(table: Table) -> str:
    if not table.rows:
        return f"{_safe(table.caption)}: inga."
    rule = ["---:" if header in table.numeric else "---" for header in table.headers]
    lines = [_line([_safe(header) for header in table.headers]), _line(rule)]
    lines += [_line([_safe(cell) for cell in row.cells]) for row in table.rows]
    quotes = [
        f"{number}. {_safe(' – '.join(cell for cell in row.cells[:3] if cell))}\n" + "\n".join(map(_quote, row.quotes))
        for number, row in enumerate(table.rows, 1)
        if row.quotes
    ]
    evidence = ["\n### Belägg\n\n" + "\n".join(quotes)] if quotes else []
    return f"**{_safe(table.caption)}**\n\n" + "\n".join(lines + evidence)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _quote(quote: Quote) -> str:
    side = f"{_safe(quote.side)}: " if quote.side else ""
    return f"   - {side}”{_safe(quote.text)}” ({_safe(quote.title)}, s. {quote.page})"


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
