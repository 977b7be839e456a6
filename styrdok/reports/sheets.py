"""A list as a sheet to take away: exactly the rows that are shown, as CSV or Excel."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from styrdok.reports.model import printable

Cell = str | int | float | date | None
_WIDEST, _LONGEST = 60, 32_000
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the name of its file, its headings and its rows."""

    name: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def as_csv(sheet: Sheet, decimal: str) -> bytes:
    """Values with semicolons between, as a Swedish Excel opens them; words that would be formulas stay words."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(sheet.headings)
    writer.writerows([_plain(cell, decimal) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell, decimal: str) -> str:
    if isinstance(cell, float):
        return f"{cell:.4f}".rstrip("0").rstrip(".").replace(".", decimal)
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_DANGEROUS) else text


def as_xlsx(*sheets: Sheet) -> bytes:
    """A workbook with one worksheet for each sheet, its head frozen and filtered."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        for sheet in sheets:
            _write(book, sheet)
    return out.getvalue()


def _write(book: Any, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name[:31])
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, heading, bold)
        page.set_column(column, column, _width(sheet, column))
    for number, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(number, column, cell, day)
            elif isinstance(cell, str):
                page.write_string(number, column, printable(cell)[:_LONGEST], wrapped)
            elif cell is not None:
                page.write_number(number, column, cell)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)


def _width(sheet: Sheet, column: int) -> int:
    longest = max((len(str(row[column])) for row in sheet.rows[:200] if row[column] is not None), default=0)
    return min(_WIDEST, max(longest, len(sheet.headings[column])) + 3)
