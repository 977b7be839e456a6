"""Which reader reads a file, by the ending of its name; packages can add formats.

A reader is a function from bytes and limits to a :class:`~styrdok.models.Reading`. A package announces one under the
entry point group ``styrdok.readers``, named by the ending it reads (``odt = my_package:read_odt``).
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from styrdok.models import Reading
from styrdok.reading.limits import ReaderLimits

Reader = Callable[[bytes, ReaderLimits], Reading]

ENTRY_POINTS = "styrdok.readers"
PDF = ".pdf"
_SHIPPED = {
    PDF: "styrdok.reading.reader:read",
    ".docx": "styrdok.reading.docx:read_docx",
    ".html": "styrdok.reading.html:read_html",
    ".htm": "styrdok.reading.html:read_html",
}


@cache
def suffixes() -> tuple[str, ...]:
    """The endings of names, in lower case, of files that can be read."""
    return tuple(sorted({*_SHIPPED, *_installed()}))


@cache
def reader_for(suffix: str) -> Reader:
    """The reader of files whose names end so, in whatever letters.

    An ending that nobody knows gets the PDF reader, which tells what a file that is no PDF looks like.
    """
    ending = suffix.lower()
    place = _SHIPPED.get(ending) or _installed().get(ending) or _SHIPPED[PDF]
    module, _, name = place.partition(":")
    reader: Reader = getattr(import_module(module), name)
    return reader


@cache
def _installed() -> Mapping[str, str]:
    points = sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name)
    return {f".{point.name.lower().lstrip('.')}": point.value for point in points}
