"""The report as an Excel workbook: what is in it, one sheet per table with filters, all quotes, a sheet to judge in."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from styrdok.language import Language, headings
from styrdok.reports.model import Key, Quote, Report, Row, Table, printable
from styrdok.reports.paper import in_full, numbers, quoted_by
from styrdok.reports.roundtrip import sheet_name, write

_LONGEST_NAME = 31
_LONGEST_CELL = 32_000
_WIDEST = 60
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,10})?")
_FIRST_YEAR = 1901


def as_xlsx(report: Report) -> bytes:
    """The report as an ``.xlsx`` file.

    Every cell is written as text, number or date, never as a formula.
    """
    import xlsxwriter

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": printable(report.title), "created": datetime.fromisoformat(report.made_for)})
        tables = _tables(report)
        styles = _Styles.of(book)
        _guide(book.add_worksheet(_guide_name(report.language)), report, tables, styles)
        rank = report.language.heading("Nr")
        for number, (name, table) in enumerate(tables.items(), 1):
            sheet = book.add_worksheet(name)
            _write(sheet, table, _table_name(name, number), styles)
            sheet.freeze_panes(1, 2 if table.headers[0] == rank else 1)
        if report.form:
            write(book, report.form, report.language)
    return out.getvalue()


def _guide_name(language: Language) -> str:
    return language.say("Om filen")


@dataclass(frozen=True, slots=True)
class _Styles:
    """The formats of a workbook."""

    bold: Any
    text: Any
    date: Any

    @classmethod
    def of(cls, book: Any) -> "_Styles":
        top = {"text_wrap": True, "valign": "top"}
        return cls(
            book.add_format({"bold": True, "valign": "top", "text_wrap": True}),
            book.add_format(top),
            book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"}),
        )


def _tables(report: Report) -> dict[str, Table]:
    """Every table with rows by the name of its sheet, and the quotes; each row with its sources and evidence."""
    numbered, language = numbers(report), report.language
    found: dict[str, Table] = {}
    filled = ((section, table) for section in report.sections for table in section.tables if table.rows)
    for section, table in filled:
        name = _sheet_name(table.name or section.heading, found, language)
        found[name] = _sourced(in_full(table), numbered, language)
    quotes = sorted(quoted_by(report).values(), key=lambda quote: numbered[quote.key])
    if quotes:
        rows = tuple(Row((str(numbered[q.key]), q.title, str(q.page), q.text)) for q in quotes)
        headers = headings("Nr", "Dokument", "Sida", "Ord")
        table = Table(language.say("Alla belägg"), headers, rows, frozenset({"Nr", "Sida"}))
        found[_sheet_name(language.say("Belägg"), found, language)] = table.headed(language)
    return found


def _sourced(table: Table, numbered: Mapping[Key, int], language: Language) -> Table:
    """A table with two columns more: where its rows have their evidence, and the numbers of the quotes."""
    if not any(row.quotes for row in table.rows):
        return table
    rows = tuple(Row((*row.cells, *_evidence(row.quotes, numbered, language))) for row in table.rows)
    headers = (*table.headers, language.heading("Källor"), language.heading("Belägg"))
    return Table(table.caption, headers, rows, table.numeric, table.dates, table.name)


def _evidence(quotes: Sequence[Quote], numbered: Mapping[Key, int], language: Language) -> tuple[str, str]:
    places = dict.fromkeys(f"{quote.title}, {language.say('s. {page}', page=quote.page)}" for quote in quotes)
    return "\n".join(places), ", ".join(map(str, sorted({numbered[quote.key] for quote in quotes})))


def _sheet_name(wanted: str, taken: Mapping[str, Table], language: Language) -> str:
    """A name that Excel takes: no special signs, short, and unlike all others whatever the case."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", printable(wanted)).strip()[: _LONGEST_NAME - 3] or language.say("Tabell")
    used = {name.lower() for name in (*taken, sheet_name(language), _guide_name(language))}
    names = [plain, *(f"{plain} {number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name.lower() not in used)


def _table_name(sheet: str, number: int) -> str:
    """``tblOverlapp`` for a sheet named ``Överlapp``."""
    bare = unicodedata.normalize("NFKD", sheet.title()).encode("ascii", "ignore").decode()
    return "tbl" + (re.sub(r"\W", "", bare) or str(number))


def _guide(sheet: Any, report: Report, tables: Mapping[str, Table], styles: _Styles) -> None:
    """The first sheet: what the file is, and which sheets it has."""
    language = report.language
    sheet.write_string(0, 0, printable(report.title), styles.bold)
    sheet.write_string(1, 0, printable(report.state), styles.text)
    told = language.say(
        "Kolumnen Belägg ger nummer i bladet Belägg, där orden står. Tomma rutor är okänt eller för den som bedömer."
    )
    sheet.write_string(2, 0, told, styles.text)
    sheet.set_column(0, 0, 90)
    sheet.set_column(1, 1, 28)
    sheet.set_column(2, 2, 8)
    rows = [[table.caption, name, len(table.rows)] for name, table in tables.items()]
    if report.form:
        judge = language.say("Bedöm par här och läs in filen igen med styrdok judgements")
        rows.append([judge, sheet_name(language), len(report.form)])
    for line, (caption, name, count) in enumerate(rows, 5):
        sheet.write_string(line, 0, printable(str(caption)), styles.text)
        sheet.write_url(line, 1, f"internal:'{name}'!A1", string=str(name))
        sheet.write_number(line, 2, count)
    headers = map(language.heading, headings("Innehåll", "Blad", "Rader"))
    columns = [{"header": header, "header_format": styles.bold} for header in headers]
    sheet.add_table(4, 0, 4 + max(1, len(rows)), 2, {"name": "tblInnehall", "columns": columns, "autofilter": False})


def _write(sheet: Any, table: Table, name: str, styles: _Styles) -> None:
    for column, header in enumerate(table.headers):
        cells = [row.cells[column] for row in table.rows]
        longest = max([len(header) + 4, *(len(part) for cell in cells for part in cell.splitlines() or [""])])
        sheet.set_column(column, column, min(longest + 2, _WIDEST))
        for line, text in enumerate(cells, 1):
            _cell(sheet, (line, column), text, _kind(header, table), styles)
    columns = [{"header": printable(header), "header_format": styles.bold} for header in table.headers]
    look = {"name": name, "columns": columns, "style": "Table Style Light 1", "description": printable(table.caption)}
    sheet.add_table(0, 0, max(len(table.rows), 1), len(table.headers) - 1, look)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _kind(header: str, table: Table) -> str:
    return "number" if header in table.numeric else "date" if header in table.dates else "text"


def _cell(sheet: Any, place: tuple[int, int], text: str, kind: str, styles: _Styles) -> None:
    if not text:
        return
    if kind == "number" and _NUMBER.fullmatch(text):
        sheet.write_number(*place, float(text), styles.text)
    elif kind == "date" and (day := _day(text)):
        sheet.write_datetime(*place, day, styles.date)
    else:
        sheet.write_string(*place, printable(text)[:_LONGEST_CELL], styles.text)


def _day(text: str) -> datetime | None:
    """A date that Excel can hold, ``None`` for other words."""
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        return None
    return day if len(text) == len("2025-03-01") and day.year >= _FIRST_YEAR else None
