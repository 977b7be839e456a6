"""Between the frozen values of the models and the columns of SQLite.

A value's fields become columns of the same names. An :class:`Anchor` becomes the five columns ``page``,
``page_start``, ``page_end``, ``quote`` and ``boxes``; other nested values become JSON text.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from sqlite3 import Row
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from styrdok.models import Anchor, Box
from styrdok.plain import hints, plain, reader, to_json

T = TypeVar("T")

_BOXES = msgspec.json.Decoder(list[tuple[float, float, float, float]])
_SCALARS = (str, int, float, bool, NoneType)


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
    readers: Any = _column_readers
    return owner(**{name: read(row) for name, read in readers(owner)})


@cache
def _column_readers(owner: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple((name, _column_reader(name, hint)) for name, hint in hints(owner).items())


def _column_reader(name: str, hint: Any) -> Callable[[Any], Any]:
    read = reader(hint)
    if _is_anchor(hint):
        return _anchor
    if _is_scalar(hint):
        return lambda row: read(row[name])
    return lambda row: read(msgspec.json.decode(row[name]))


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


def _anchor(row: Row | Mapping[str, Any]) -> Anchor | None:
    if row["page"] is None:
        return None
    boxes = tuple([Box(*box) for box in _BOXES.decode(row["boxes"])])
    return Anchor(row["page"], row["page_start"], row["page_end"], row["quote"], boxes)
