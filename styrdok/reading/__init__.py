"""From the bytes of a PDF to pages, blocks and canonical text.

Each name is imported when it is first used: who only asks which files can be read loads no reader. ``passages`` is also
the name of its module, and so is there from the beginning.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from styrdok.reading.passages import passages

if TYPE_CHECKING:
    from styrdok.reading.anchors import anchor, boxes, offset_at
    from styrdok.reading.describe import describe_reading, reading_as_json
    from styrdok.reading.limits import ReaderLimits
    from styrdok.reading.pictures import debug_picture, page_picture
    from styrdok.reading.reader import read

__all__ = [
    "ReaderLimits",
    "anchor",
    "boxes",
    "debug_picture",
    "describe_reading",
    "offset_at",
    "page_picture",
    "passages",
    "read",
    "reading_as_json",
]

_HOMES = {
    "ReaderLimits": "limits",
    "anchor": "anchors",
    "boxes": "anchors",
    "debug_picture": "pictures",
    "describe_reading": "describe",
    "offset_at": "anchors",
    "page_picture": "pictures",
    "read": "reader",
    "reading_as_json": "describe",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"styrdok.reading.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'styrdok.reading' has no attribute '{name}'")
