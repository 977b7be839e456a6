"""Reading rows straight out of the pages of an SQLite file that SQLite itself may refuse to open.

It follows the file format (https://www.sqlite.org/fileformat2.html) as far as rows of ordinary tables need it, looks at
every page, and takes nothing for granted: what makes no sense is passed over. The caller must know good rows from bad.
"""

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

Value = str | bytes | int | float | None

_USUAL_PAGE = 4096
_LEAF = 0x0D
_JOURNAL_HEAD, _FRAME_HEAD = 32, 24
_FIRST_PAGE_HEAD = 100
_WHOLE = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Serial types of whole numbers and how many bytes they take."""
_NONSENSE = (IndexError, ValueError, struct.error, KeyError)


def rows(path: Path, columns: int) -> Iterator[tuple[Value, ...]]:
    """Every row of so many columns that stands on some page of the file or of its write-ahead log."""
    pages, loose = _pages(path)
    for number, page in loose:
        head = _FIRST_PAGE_HEAD if number == 1 else 0
        if len(page) > head and page[head] == _LEAF:
            yield from _rows_on(page, head, pages, columns)


def _pages(path: Path) -> tuple[dict[int, bytes], list[tuple[int, bytes]]]:
    """The newest state of each page by its number, and all states of all pages."""
    content = path.read_bytes()
    size = _page_size(content)
    loose = [(1 + at // size, content[at : at + size]) for at in range(0, len(content), size)]
    journal = path.with_name(path.name + "-wal")
    logged = journal.read_bytes() if journal.is_file() else b""
    for at in range(_JOURNAL_HEAD, len(logged) - _FRAME_HEAD - size + 1, _FRAME_HEAD + size):
        number = int.from_bytes(logged[at : at + 4], "big")
        loose.append((number, logged[at + _FRAME_HEAD : at + _FRAME_HEAD + size]))
    return dict(loose), loose


def _page_size(content: bytes) -> int:
    said = int.from_bytes(content[16:18], "big")
    return said if said >= 512 and said & (said - 1) == 0 else _USUAL_PAGE


def _rows_on(page: bytes, head: int, pages: Mapping[int, bytes], columns: int) -> Iterator[tuple[Value, ...]]:
    for number in range(int.from_bytes(page[head + 3 : head + 5], "big")):
        at = int.from_bytes(page[head + 8 + 2 * number : head + 10 + 2 * number], "big")
        try:
            row = _row(page, at, pages, columns)
        except _NONSENSE:
            continue
        if row is not None:
            yield row


def _row(page: bytes, at: int, pages: Mapping[int, bytes], columns: int) -> tuple[Value, ...] | None:
    length, at = _number(page, at)
    _, at = _number(page, at)  # the row's own number
    head, _ = _number(page, at)
    if not columns < head <= len(page):
        return None
    payload = _payload(page, at, length, pages)
    kinds, place = [], _number(payload, 0)[1]
    while place < head:
        kind, place = _number(payload, place)
        kinds.append(kind)
    if len(kinds) != columns:
        return None
    values = []
    for kind in kinds:
        value, place = _value(payload, place, kind)
        values.append(value)
    return tuple(values)


def _payload(page: bytes, at: int, length: int, pages: Mapping[int, bytes]) -> bytes:
    """What a cell holds, also where it goes on in other pages."""
    room = len(page)
    if length <= room - 35:
        return page[at : at + length]
    least = (room - 12) * 32 // 255 - 23
    here = least + (length - least) % (room - 4)
    here = here if here <= room - 35 else least
    gathered = bytearray(page[at : at + here])
    after = int.from_bytes(page[at + here : at + here + 4], "big")
    for _ in range(len(pages)):
        if len(gathered) >= length:
            break
        gathered += pages[after][4:]
        after = int.from_bytes(pages[after][:4], "big")
    return bytes(gathered[:length])


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in _WHOLE:
        end = at + _WHOLE[kind]
        return (int.from_bytes(payload[at:end], "big", signed=True) if kind else None), end
    if kind == 7:
        return struct.unpack(">d", payload[at : at + 8])[0], at + 8
    if kind in (8, 9):
        return kind - 8, at
    end = at + (kind - 12) // 2
    if kind < 12 or end > len(payload):
        raise ValueError("no such value")
    return (payload[at:end].decode("utf-8") if kind % 2 else payload[at:end]), end


def _number(content: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | content[place] & 0x7F
        if content[place] < 0x80:
            return value, place + 1
    return value << 8 | content[at + 8], at + 9
