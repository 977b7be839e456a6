"""Between the frozen values of the models and what SQLite and JSON can hold.

A value's fields become columns of the same names. An :class:`Anchor` becomes the five columns ``page``,
``page_start``, ``page_end``, ``quote`` and ``boxes``; other nested values become JSON text.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from sqlite3 import Row
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from styrdok.models import Anchor, Box

T = TypeVar("T")

_SCALARS = (str, int, float, bool, NoneType)


def plain(value: object) -> Any:
    """The value as JSON knows it: objects by field name, boxes as four numbers, dates as ISO 8601."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Box):
        return [value.x0, value.top, value.x1, value.bottom]
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def to_json(value: object) -> str:
    """The value as one line of JSON, always written the same way."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def from_json(hint: Any, text: str) -> Any:
    """The value of the type ``hint`` that :func:`to_json` wrote as ``text``."""
    return reader(hint)(json.loads(text))


@cache
def reader(hint: Any) -> Callable[[Any], Any]:
    """The function that makes a value of the type ``hint`` out of what JSON gave."""
    origin = get_origin(hint)
    if origin is UnionType:
        inner = reader(next(part for part in get_args(hint) if part is not NoneType))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_reader(get_args(hint))
    if hint is Box:
        return lambda value: Box(*value)
    if hint is date:
        return date.fromisoformat
    if hint is bool:
        return bool
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if is_dataclass(hint):
        return _object_reader(hint)
    return lambda value: value


def _tuple_reader(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        each = reader(parts[0])
        return lambda value: tuple(each(item) for item in value)
    readers = tuple(reader(part) for part in parts)
    return lambda value: tuple(read(item) for read, item in zip(readers, value, strict=True))


def _object_reader(hint: Any) -> Callable[[Any], Any]:
    readers = [(name, reader(part)) for name, part in _hints(hint).items()]
    return lambda value: hint(**{name: read(value[name]) for name, read in readers if name in value})


@cache
def _hints(owner: Any) -> dict[str, Any]:
    hints = get_type_hints(owner)
    return {field.name: hints[field.name] for field in fields(owner)}


def to_columns(value: Any) -> dict[str, Any]:
    """The columns that hold ``value``."""
    columns: dict[str, Any] = {}
    for name, hint in _hints(_class(value)).items():
        held = getattr(value, name)
        if _is_anchor(hint):
            columns |= _anchor_columns(held)
        elif _is_scalar(hint):
            columns[name] = plain(held)
        else:
            columns[name] = to_json(held)
    return columns


def _class(value: object) -> Any:
    return type(value)


def from_columns(owner: type[T], row: Row | Mapping[str, Any]) -> T:
    """The value of class ``owner`` that ``row`` holds; columns it has no field for are passed over."""
    readers: Any = _column_readers
    return owner(**{name: read(row) for name, read in readers(owner)})


@cache
def _column_readers(owner: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple((name, _column_reader(name, hint)) for name, hint in _hints(owner).items())


def _column_reader(name: str, hint: Any) -> Callable[[Any], Any]:
    read = reader(hint)
    if _is_anchor(hint):
        return _anchor
    if _is_scalar(hint):
        return lambda row: read(row[name])
    return lambda row: read(json.loads(row[name]))


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
    boxes = tuple(Box(*box) for box in json.loads(row["boxes"]))
    return Anchor(row["page"], row["page_start"], row["page_end"], row["quote"], boxes)
