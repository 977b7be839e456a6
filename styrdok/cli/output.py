"""The only writer to standard output: listings as table, JSON or CSV, and data as it is."""

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from styrdok.language import Language
from styrdok.plain import laid_out

_PIPED_WIDTH = 150
_SHORT, _READABLE = 20, 24
"""So many signs of a cell stand in one line where there is room; so wide a column that may shrink is kept."""


class Format(StrEnum):
    """How a listing is written; ``AUTO`` is a table in a terminal and lines with tabs in a pipe or file."""

    AUTO = "auto"
    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"


def settled(form: Format) -> Format:
    """What ``AUTO`` means for the standard output there is; any other format as it is."""
    if form is not Format.AUTO:
        return form
    return Format.TABLE if sys.stdout.isatty() else Format.TSV


def before_a_person() -> bool:
    """Whether standard output is a terminal that somebody looks at."""
    return bool(sys.stdout) and sys.stdout.isatty()


_STEERING = dict.fromkeys([*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)])
"""Signs by which text of a document could steer a terminal; tabs and line ends are kept."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a listing: its key in JSON and CSV, its heading in Swedish, and how it may shrink.

    A column with a ``ratio`` shares what room the others leave; ``right`` aligns numbers. ``said`` gives what stands in
    a table instead of a code word. ``of`` names the value of the row that is shown, where programs get another under
    the key: in JSON ``evidence`` is page and text of each place, in a table or CSV a line that people read.
    """

    key: str
    heading: str = ""
    ratio: int | None = None
    right: bool = False
    said: Callable[[Language, Any], str] | None = None
    of: str = ""

    def value(self, row: Mapping[str, Any]) -> Any:
        """What stands in this column of a row."""
        return row.get(self.of or self.key)


def word_of(codes: type[StrEnum]) -> Callable[[Language, Any], str]:
    """What a code word of one list is called in a table."""
    return lambda lang, value: lang.word(codes(value))


def write_listing(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], form: Format, lang: Language) -> None:
    """Write rows to standard output; an empty listing is ``[]`` as JSON and the header line as CSV or TSV."""
    if form is Format.JSON:
        write_json([dict(row) for row in rows])
    elif form is Format.CSV:
        write_text(_csv(rows, columns))
    elif form is Format.TSV:
        write_text(_tsv(rows, columns))
    elif rows:
        _table(rows, columns, lang)


def write_json(value: Any) -> None:
    """Write one JSON document to standard output."""
    write_stream([laid_out(value), b"\n"])


def write_text(text: str) -> None:
    """Write text to standard output as UTF-8 whatever the terminal says."""
    write_bytes(text.encode())


def write_bytes(data: bytes) -> None:
    """Write bytes to standard output."""
    write_stream([data])


def write_stream(parts: Iterable[bytes]) -> None:
    """Write bytes to standard output, each part as it comes."""
    sys.stdout.flush()
    sys.stdout.buffer.writelines(parts)
    sys.stdout.buffer.flush()


def _csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.key for column in columns])
    writer.writerows([_harmless(_flat(column.value(row))) for column in columns] for row in rows)
    return out.getvalue()


def _tsv(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> str:
    """One line a row, whole and without quoting: tabs and line ends inside a value become spaces."""
    lines = [[column.key for column in columns]]
    lines += [[_harmless(" ".join(_flat(column.value(row)).split())) for column in columns] for row in rows]
    return "".join("\t".join(line) + "\n" for line in lines)


def _harmless(text: str) -> str:
    """Text without signs that steer a terminal; what a spreadsheet would take for a formula is marked as text.

    See CWE-150 and CWE-1236.
    """
    text = text.translate(_STEERING)
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _flat(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(_flat(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], lang: Language) -> None:
    from rich.table import Table
    from rich.text import Text

    shown = [[_shown(column.value(row), column, lang) for column in columns] for row in rows]
    headings = [lang.say(column.heading) for column in columns]
    if _needed([headings, *shown], columns) > _width():
        _cards(shown, headings, columns)
        return
    table = Table(header_style="bold", show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(
            lang.say(column.heading),
            ratio=column.ratio,
            justify="right" if column.right else "left",
            overflow="fold",
        )
    for cells in shown:
        table.add_row(*map(Text, cells))
    write_rich(table)


def _needed(rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> int:
    """So many signs wide a table must be for no word to be broken, and for what may shrink to be read."""
    between = 3 * (len(columns) - 1)
    return between + sum(
        max(_least(cells[at], column) for cells in rows) for at, column in enumerate(columns)
    )  # fmt: skip


def _least(cell: str, column: Column) -> int:
    longest = max(map(len, cell.split()), default=0)
    return max(longest, min(len(cell), _READABLE)) if column.ratio else max(longest, min(len(cell), _SHORT))


def _cards(rows: Sequence[Sequence[str]], headings: Sequence[str], columns: Sequence[Column]) -> None:
    """One card a row, for a terminal too narrow for the table: what it is about, then what is known, by name."""
    from rich.padding import Padding
    from rich.text import Text

    first = max(range(len(columns)), key=lambda at: (bool(columns[at].ratio), -at))
    for cells in rows:
        known = [at for at, cell in enumerate(cells) if at != first and cell != "–"]
        short = [f"{headings[at]} {cells[at]}" for at in known if len(cells[at]) <= _SHORT]
        long = [f"{headings[at]}: {cells[at]}" for at in known if len(cells[at]) > _SHORT]
        write_rich(Text(cells[first], style="bold"))
        write_rich(*(Padding(Text(line), (0, 0, 0, 2)) for line in [*filter(None, [" · ".join(short)]), *long]))


def _width() -> int:
    """How wide a table may be."""
    from rich.console import Console

    narrow = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(file=sys.stdout).width if narrow else _PIPED_WIDTH


def write_rich(*parts: Any) -> None:
    """Write Rich renderables to standard output, as wide as the terminal or, when piped, wide enough to read."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    width = None if terminal or "COLUMNS" in os.environ else _PIPED_WIDTH
    console = Console(file=sys.stdout, width=width, highlight=False)
    for part in parts:
        console.print(part)


def _shown(value: Any, column: Column, lang: Language) -> str:
    """How a value looks to people: unknown is a dash, a code word is a word, a share has two decimals."""
    if value is None or value in ("", []):
        return "–"
    if column.said:
        return column.said(lang, value)
    return lang.number(value) if isinstance(value, float) else _flat(value).translate(_STEERING)
