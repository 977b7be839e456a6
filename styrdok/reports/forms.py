"""Sheets that go out as Excel, are filled in by hand and come back: what must not change is locked, the rest has lists.

A workbook is written in one language and read in any: a sheet is known by the name it has inside the workbook, its
headings by their words.
"""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from styrdok.errors import UnreadableInput, UsageProblem
from styrdok.files import read_bytes
from styrdok.language import Language, Sentence, languages
from styrdok.reports.model import printable

_LARGEST = 1 << 28
_MOST_ROWS = 200_000
_MOST_TOLD = 20
_SPARE_ROWS = 200
Code = TypeVar("Code", bound=StrEnum)
Rows = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet: ``name`` inside the workbook in any language, what it is called, its columns and which are locked.

    ``made_by`` is the command that writes it.
    """

    name: str
    sheet: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    locked: frozenset[int]
    made_by: str

    def headers(self, language: Language) -> tuple[str, ...]:
        """The headings in a language."""
        return tuple(map(language.heading, self.headings))

    @property
    def hint(self) -> Sentence:
        """What to do about a workbook that is not this form."""
        return Sentence.of("Ange arbetsboken som {command} skrev.", command=self.made_by)


def write_form(book: Any, form: Form, rows: Rows, choices: Mapping[int, Sequence[str]], language: Language) -> None:
    """Add the sheet to an open XlsxWriter workbook, with lists to choose from in the columns of ``choices``."""
    name = language.say(form.sheet)
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "border": 1})
    locked = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#F0EEE8"})
    open_ = book.add_format({"text_wrap": True, "valign": "top", "locked": False})
    columns = len(form.headings)
    for column, (header, width) in enumerate(zip(form.headers(language), form.widths, strict=True)):
        sheet.write_string(0, column, header, bold)
        sheet.set_column(column, column, width)
    last = len(rows) + _SPARE_ROWS
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, printable(text), locked if column in form.locked else open_)
    for number in range(len(rows) + 1, last + 1):
        for column in range(columns):
            sheet.write_blank(number, column, None, open_)
    for column, values in choices.items():
        _choices(sheet, (last, column), sorted(values), language)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), columns - 1)
    book.define_name(form.name, f"='{name}'!$A$1:${chr(ord('A') + columns - 1)}${max(len(rows), 1) + 1}")
    sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})


def _choices(sheet: Any, end: tuple[int, int], values: list[str], language: Language) -> None:
    last, column = end
    options = {
        "validate": "list",
        "source": values,
        "error_title": language.say("Välj ur listan"),
        "error_message": language.say("Välj ett av värdena i listan, eller lämna rutan tom."),
    }
    sheet.data_validation(1, column, last, column, options)


def read_rows(path: Path, form: Form) -> list[tuple[str, ...]]:
    """The rows of a returned workbook below its headings.

    Raises :class:`~styrdok.errors.UnreadableInput` for what is no such workbook.
    """
    packed = BytesIO(read_bytes(path, _LARGEST))
    _refuse_a_bomb(packed, path, form.hint)
    try:
        name, rows = _rows_of(packed, form)
    except Exception as problem:  # a forged or damaged one fails anywhere, also in the middle of a sheet
        raise UnreadableInput(Sentence.of("{path} är ingen Excelarbetsbok.", path=str(path)), form.hint) from problem
    if name is None:
        raise UnreadableInput(
            Sentence.of("{path} har inget blad ”{sheet}”.", path=str(path), sheet=form.sheet), form.hint
        )
    columns = len(form.headings)
    if not rows or rows[0][:columns] not in map(form.headers, spoken()):
        raise UnreadableInput(
            Sentence.of("Kolumnerna i bladet ”{name}” i {path} har ändrats.", name=name, path=str(path)), form.hint
        )
    return [row[:columns] for row in rows[1:]]


def _rows_of(packed: BytesIO, form: Form) -> tuple[str | None, list[tuple[str, ...]]]:
    """The name of the form's sheet, if there is one, and all its rows as text."""
    from openpyxl import load_workbook

    book = load_workbook(packed, read_only=True, data_only=True, keep_links=False)
    try:
        name = _sheet_in(book, form)
        if name is None:
            return None, []
        sheet = book[name].iter_rows(values_only=True, max_row=_MOST_ROWS, max_col=len(form.headings))
        return name, [tuple(_text(cell) for cell in row) for row in sheet]
    finally:
        book.close()


def refuse(path: Path, form: Form, faults: Mapping[int, Sentence], language: Language) -> None:
    """Raise :class:`~styrdok.errors.UsageProblem` that tells each fault by its row, if there is any."""
    if not faults:
        return
    told = [language.say("Rad {number}: {problem}", number=row, problem=faults[row]) for row in sorted(faults)]
    nothing = language.say("{file}: inget lästes in.", file=str(path))
    raise UsageProblem(
        "\n".join([nothing, *told[:_MOST_TOLD]]),
        language.say("Rätta raderna, eller hämta ett nytt ark med {command}.", command=form.made_by),
    )


def spoken() -> list[Language]:
    """Every language that a sheet may be written in."""
    return [Language(code) for code in languages()]


def named(codes: type[Code]) -> dict[str, Code]:
    """Code words by what they are called in any language."""
    return {language.word(code): code for language in spoken() for code in codes}


def _refuse_a_bomb(packed: BytesIO, path: Path, hint: Sentence) -> None:
    """Raise :class:`UnreadableInput` for a workbook that swells when it is unpacked; no form of ours comes near."""
    try:
        with zipfile.ZipFile(packed) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (OSError, ValueError, zipfile.BadZipFile):
        return
    if size > _LARGEST:
        raise UnreadableInput(
            Sentence.of("{path} är för stor när den packas upp ({size} MB).", path=str(path), size=size >> 20), hint
        )


def _sheet_in(book: Any, form: Form) -> str | None:
    """The sheet that the workbook knows by the form's name, or one called so in any language."""
    known = book.defined_names.get(form.name)
    wanted = [sheet for sheet, _ in known.destinations] if known else []
    wanted += [language.say(form.sheet) for language in spoken()]
    return next((name for name in wanted if name in book.sheetnames), None)


def _text(cell: object) -> str:
    """What a cell says; a day without an hour as a day."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return "" if cell is None else str(cell).strip()
