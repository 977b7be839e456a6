"""Between the frozen values of the models and the columns of SQLite.

A value's fields become columns of the same names. An :class:`Anchor` becomes the five columns ``page``,
``page_start``, ``page_end``, ``quote`` and ``boxes``; other nested values become JSON text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from sqlite3 import Cursor, Row
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from styrdok.models import Anchor, Box
from styrdok.plain import hints, plain, reader, to_json

T = TypeVar("T")

_BOXES = msgspec.json.Decoder(list[tuple[float, float, float, float]])
_KEPT_AS_THEY_ARE = (str, int, float, NoneType)
_SCALARS = (*_KEPT_AS_THEY_ARE, bool)

Columns = Mapping[str, Sequence[Any]]
"""A table by column, each with its cells in the order of the rows."""


def to_columns(value: Any) -> dict[str, Any]:
    """The columns that hold ``value``."""
    columns: dict[str, Any] = {}
    for name, write in _column_writers(_class(value)):
        columns |= write(name, getattr(value, name))
    return columns


@cache
def _column_writers(owner: Any) -> tuple[tuple[str, Callable[[str, Any], dict[str, Any]]], ...]:
    return tuple((name, _column_writer(hint)) for name, hint in hints(owner).items())


def _column_writer(hint: Any) -> Callable[[str, Any], dict[str, Any]]:
    if _is_anchor(hint):
        return lambda name, held: _anchor_columns(held)
    if _is_scalar(hint):
        return lambda name, held: {name: plain(held)}
    return lambda name, held: {name: to_json(held)}


def _class(value: object) -> Any:
    return type(value)


def from_columns(owner: type[T], row: Row | Mapping[str, Any]) -> T:
    """The value of class ``owner`` that ``row`` holds; columns it has no field for are passed over."""
    (value,) = from_table(owner, {name: (row[name],) for name in row.keys()})  # noqa: SIM118 - rows are no mappings
    return value


def from_table(owner: type[T], columns: Columns) -> Iterator[T]:
    """The values of class ``owner`` that the rows of a table hold, given as its columns."""
    readers: Any = _column_readers
    return map(owner, *(read(columns) for read in readers(owner)))


def columns_of(found: Cursor) -> Columns:
    """What a query found, by column; of two columns of one name the first."""
    names, rows = [name for name, *_ in found.description], found.fetchall()
    cells = list(zip(*rows, strict=True)) or [()] * len(names)
    return dict(zip(reversed(names), reversed(cells), strict=True))


@cache
def _column_readers(owner: Any) -> tuple[Callable[[Columns], Iterable[Any]], ...]:
    return tuple(_column_reader(name, hint) for name, hint in hints(owner).items())


def _column_reader(name: str, hint: Any) -> Callable[[Columns], Iterable[Any]]:
    if _is_anchor(hint):
        return _anchors
    parts = get_args(hint) if get_origin(hint) is UnionType else (hint,)
    if all(part in _KEPT_AS_THEY_ARE for part in parts):
        return lambda columns: columns[name]
    read = reader(hint)
    if _is_scalar(hint):
        return lambda columns: map(read, columns[name])
    return lambda columns: (read(msgspec.json.decode(text)) for text in columns[name])


def _is_anchor(hint: Any) -> bool:
    return hint is Anchor or (get_origin(hint) is UnionType and Anchor in get_args(hint))


def _is_scalar(hint: Any) -> bool:
    parts = get_args(hint) if get_origin(hint) is UnionType else (hint,)
    return all(isinstance(part, type) and issubclass(part, (*_SCALARS, date, Enum)) for part in parts)


def _anchor_columns(anchor: Anchor | None) -> dict[str, Any]:
    if anchor is None:
        return dict.fromkeys(("page", "page_start", "page_end", "quote", "boxes"))
    return {
        "page": anchor.page,
        "page_start": anchor.start,
        "page_end": anchor.end,
        "quote": anchor.text,
        "boxes": to_json(anchor.boxes),
    }


def _anchors(columns: Columns) -> Iterator[Anchor | None]:
    parts = zip(*(columns[name] for name in ("page", "page_start", "page_end", "quote", "boxes")), strict=True)
    for page, start, end, quote, boxes in parts:
        yield None if page is None else Anchor(page, start, end, quote, _boxes(boxes))


def _boxes(text: str) -> tuple[Box, ...]:
    return tuple([Box(*box) for box in _BOXES.decode(text)])
