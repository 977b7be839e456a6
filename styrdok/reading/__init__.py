"""From the bytes of a PDF to pages, blocks and canonical text."""

from styrdok.reading.anchors import anchor, boxes, offset_at
from styrdok.reading.describe import describe_reading, reading_as_json
from styrdok.reading.limits import ReaderLimits
from styrdok.reading.passages import passages
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
