"""Rescue of a broken PDF: its objects found one by one, a new page tree and a new cross-reference table written.

This is what is left to do when a file was cut off, has junk before its head or points to the wrong places.
"""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?<![\d.])(\d{1,8})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_PAGES = re.compile(rb"/Type\s*/Pages\b")
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R")
_PARENT = re.compile(rb"/Parent\s+(\d+)\s+\d+\s+R")
_FIRST = re.compile(rb"/First\s+(\d+)")
_STREAM = re.compile(rb"stream\r?\n")
_MOST_INFLATED = 64 * 2**20
_MOST_OBJECTS = 500_000
_A4 = b"[0 0 595.28 841.89]"

Objects = dict[int, bytes]


def rescued(data: bytes) -> bytes | None:
    """A PDF made of the objects that can still be found, or ``None`` when there is no page among them.

    An encrypted file cannot be rescued: its strings and streams need the lost trailer.
    """
    start = data.find(b"%PDF-")
    data = data[max(start, 0) :]
    if b"/Encrypt" in data:
        return None
    objects = dict(_objects(data))
    for number, body in _from_streams(objects):
        objects.setdefault(number, body)
    pages = _pages(objects)
    return _written(objects, pages) if pages else None


def _objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and body of each object in the order of the file."""
    position = 0
    for _ in range(_MOST_OBJECTS):
        match = _OBJECT.search(data, position)
        if match is None:
            return
        end = _end(data, match.end())
        position = max(end, match.end())
        yield int(match[1]), data[match.end() : end].strip()


def _end(data: bytes, start: int) -> int:
    """Where the object that starts at ``start`` ends; a stream may hold anything, so its end is looked for first."""
    closing = data.find(b"endobj", start)
    following = _OBJECT.search(data, start)
    opening = _STREAM.search(data, start, closing if closing >= 0 else len(data))
    if opening is not None and (following is None or opening.start() < following.start()):
        done = data.find(b"endstream", opening.end())
        return done + len(b"endstream") if done >= 0 else len(data)
    ends = [place for place in (closing, following.start() if following else -1) if place >= 0]
    return min(ends, default=len(data))


def _from_streams(objects: Objects) -> Iterator[tuple[int, bytes]]:
    """The objects packed in object streams."""
    room = _MOST_INFLATED
    for body in list(objects.values()):
        opening = _STREAM.search(body)
        first = _FIRST.search(body)
        if opening is None or first is None or not _OBJECT_STREAM.search(body, 0, opening.start()):
            continue
        try:
            plain = zlib.decompressobj().decompress(body[opening.end() :], room)
        except zlib.error:
            continue
        room -= len(plain)
        offset = int(first[1])
        numbers = [int(word) for word in plain[:offset].split() if word.isdigit()]
        places = [offset + place for place in numbers[1::2]]
        for number, begin, end in zip(numbers[::2], places, [*places[1:], len(plain)], strict=False):
            if begin < len(plain):
                yield number, plain[begin:end].strip()
        if room <= 0:
            return


def _pages(objects: Objects) -> list[int]:
    """The page objects in the order of the page trees that are left, then in the order of the file."""
    found = [number for number, body in objects.items() if _PAGE.search(body, 0, 4096)]
    listed = [
        int(reference[1])
        for body in objects.values()
        if _PAGES.search(body, 0, 4096) and (kids := _KIDS.search(body))
        for reference in _REFERENCE.finditer(kids[1])
    ]
    known = set(found)
    return list(dict.fromkeys([number for number in listed if number in known] + found))


def _written(objects: Objects, pages: list[int]) -> bytes:
    tree = max(objects) + 1
    objects = dict(objects)
    for number in pages:
        parent = _PARENT.search(objects[number])
        if parent is not None and int(parent[1]) not in objects:
            objects[number] = _PARENT.sub(b"/Parent %d 0 R" % tree, objects[number])
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    objects[tree] = b"<< /Type /Pages /Count %d /MediaBox %s /Kids [%s] >>" % (len(pages), _A4, kids)
    objects[tree + 1] = b"<< /Type /Catalog /Pages %d 0 R >>" % tree
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        tail = b"" if not _STREAM.search(body) or body.endswith(b"endstream") else b"\nendstream"
        out += b"%d 0 obj\n%s%s\nendobj\n" % (number, body, tail)
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    return bytes(out) + b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (tree + 2, tree + 1, table)
