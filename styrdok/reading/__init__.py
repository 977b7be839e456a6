"""From the bytes of a PDF to pages, blocks and canonical text."""

from styrdok.reading.anchors import anchor, boxes, offset_at
from styrdok.reading.limits import ReadLimits
from styrdok.reading.passages import passages
from styrdok.reading.reader import read

__all__ = ["ReadLimits", "anchor", "boxes", "offset_at", "passages", "read"]
