"""The report as an Excel workbook: one sheet per table, with filters and a frozen header row."""

import re
from io import BytesIO

from styrdok.errors import MissingDependency
from styrdok.reports.model import Report, Table, printable
from styrdok.reports.roundtrip import write_form

_LONGEST_NAME = 31
_LONGEST_CELL = 32_000
_WIDEST = 60


def as_xlsx(report: Report) -> bytes:
    """The report as an ``.xlsx`` file. Raises :class:`MissingDependency` where XlsxWriter is not installed.

    Every cell is written as text or number, never as a formula.
    """
    try:
        import xlsxwriter
    except ImportError as problem:
        raise MissingDependency(
            "Excel reports need XlsxWriter, which is not installed.", "Install it: pip install 'styrdok[office]'"
        ) from problem
    from datetime import datetime

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": report.title, "created": datetime.fromisoformat(report.made_for)})
        bold, wrapped = (
            book.add_format({"bold": True, "border": 1}),
            book.add_format({"text_wrap": True, "valign": "top"}),
        )
        for section in (one for one in report.sections if not one.drawn_only):
            for number, table in enumerate(section.tables):
                name = _sheet_name(section.heading, number)
                _write(book.add_worksheet(name), table, bold, wrapped)
        if report.form:
            write_form(book, report.form)
    return out.getvalue()


def _sheet_name(heading: str, number: int) -> str:
    name = re.sub(r"[\[\]:*?/\\']", " ", heading)[: _LONGEST_NAME - 3]
    return f"{name} {number + 1}" if number else name


def _write(sheet: object, table: Table, bold: object, wrapped: object) -> None:
    quoted = any(row.quotes for row in table.rows)
    headers = [*table.headers, *(["Belägg"] if quoted else [])]
    lines = [
        [*row.cells, *(["\n".join(f"{q.title}, s. {q.page}: ”{q.text}”" for q in row.quotes)] if quoted else [])]
        for row in table.rows
    ]
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, bold)  # type: ignore[attr-defined]
        longest = max([len(header), *(len(part) for line in lines for part in line[column].splitlines() or [""])])
        sheet.set_column(column, column, min(longest + 2, _WIDEST))  # type: ignore[attr-defined]
    for number, line in enumerate(lines, 1):
        for column, text in enumerate(line):
            _cell(sheet, (number, column), text, headers[column] in table.numeric, wrapped)
    sheet.freeze_panes(1, 0)  # type: ignore[attr-defined]
    sheet.autofilter(0, 0, max(len(lines), 1), len(headers) - 1)  # type: ignore[attr-defined]


def _cell(sheet: object, place: tuple[int, int], text: str, number: bool, style: object) -> None:
    if number and re.fullmatch(r"\d+(?:\.\d+)?", text):
        sheet.write_number(*place, float(text), style)  # type: ignore[attr-defined]
    else:
        sheet.write_string(*place, printable(text)[:_LONGEST_CELL], style)  # type: ignore[attr-defined]
