"""Pictures of pages, made once and kept in memory."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

SCALE = 1.5
_MOST_BYTES = 64 * 1024 * 1024


class PictureShelf:
    """PNG pictures of pages by content hash and page, the least recently used put away first.

    PDFium is not thread-safe, so one picture is drawn at a time.
    """

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def picture(self, sha256: str, page: int, draw: Callable[[], bytes]) -> bytes:
        """The picture of a page (from 1), which ``draw`` makes when it is not here. Raises what ``draw`` raises."""
        key = (sha256, page)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            drawn = draw()
            self._kept[key] = drawn
            self._size += len(drawn)
            while self._size > self._most and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1])
            return drawn
