"""The report as one self-contained, accessible HTML page: no script, no outside file."""

import re
from collections.abc import Sequence
from functools import cache, partial

from markupsafe import Markup, escape

from styrdok.language import Language
from styrdok.reports.model import UNKNOWN, Listing, Quote, Report, Section, Table, printable
from styrdok.reports.paper import cut, in_full, numbers, runs, shown_run
from styrdok.reports.template import render

_MOST_ROWS = 500
_LONG, _LONGER = 60, 240


def as_html(report: Report) -> str:
    """The report as a page that opens by itself from a file share."""
    language, counted = report.language, numbers(report)

    def shown_runs(quotes: Sequence[Quote]) -> str:
        return ", ".join(map(shown_run, runs(counted[quote.key] for quote in quotes)))

    page = render(
        "report.html",
        language,
        report=report,
        sections=[section for section in report.sections if section.in_text],
        numbers=counted,
        runs=shown_runs,
        unknown=UNKNOWN,
        look_of=_look,
        parts_of=partial(_parts, language=language),
        told=partial(_told, language=language),
        quoted=partial(_quoted, language=language),
        swedish=partial(_swedish, language=language),
    )
    return printable(page)


def _parts(section: Section, language: Language) -> list[Listing | Table]:
    """Lists and tables in the order in which they are shown, no table longer than a page can bear."""
    tables = [cut(in_full(table), _MOST_ROWS, language) for table in section.tables]
    return [*section.lists, *tables] if section.lists_first else [*tables, *section.lists]


def _look(text: str, header: str, table: Table) -> str:
    """The class of a cell."""
    if header in table.numeric or header in table.dates:
        return "number" if header in table.numeric else "date"
    return "longer" if len(text) > _LONGER else "long" if len(text) > _LONG else ""


def _swedish(words: str, language: Language) -> Markup:
    """Words of a document, marked as Swedish where the page is in another language."""
    marks = language.marks_swedish
    return Markup("<span{}>{}</span>").format(Markup(marks), words) if marks else escape(words)


def _quoted(quote: Quote, language: Language) -> Markup:
    """The words of a quote between the quotation marks of the language."""
    return Markup(language.say("”{words}”", words=_swedish(quote.text, language)))


def _told(text: str, language: Language) -> Markup:
    """What the report says, with the words of documents that it quotes marked."""
    marks, safe = language.marks_swedish, escape(text)
    return Markup(_between(language.code).sub(rf"<span{marks}>\g<0></span>", str(safe))) if marks else safe


@cache
def _between(code: str) -> re.Pattern[str]:
    """What stands between the quotation marks of a language."""
    opened, closed = Language(code).say("”{words}”", words="\n").split("\n")
    return re.compile(f"(?<={re.escape(opened)})[^{re.escape(closed)}]+")
