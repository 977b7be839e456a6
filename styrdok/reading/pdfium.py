"""PDFium's C functions as styrdok calls them: in bulk, with plain addresses instead of a Python object per character.

PDFium is not thread-safe. One process reads one document at a time.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

_HANDLE = ctypes.c_void_p
_INT = ctypes.c_int

HYPHEN = "\ufffe"
INVISIBLE = 3
FILL_AND_STROKE = 2


def _fast(function: Any, *arguments: Any, result: Any = _INT) -> Callable[..., Any]:
    """The same C function with arguments given as plain numbers, which is several times faster to call.

    The calls are so short that giving up the interpreter lock around each would cost more than it gives.
    """
    address = ctypes.cast(function, _HANDLE).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


class Handle(ctypes.c_void_p):
    """What PDFium gives for a thing of its own, kept as it is so that it can be passed on; false when there is none."""


def _bare(function: Any, result: Any = _INT) -> Callable[..., Any]:
    """The same C function with arguments that are ready to be passed: plain integers, handles and places.

    Nothing is converted or checked, which halves the time of a call; it is for what is asked of every character.
    """
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, _HANDLE).value or 0)


def place(where: int) -> Any:
    """An address as an argument of the bare functions, made once and passed often."""
    return ctypes.byref(ctypes.c_char.from_address(where))


_loose_box = _bare(raw.FPDFText_GetLooseCharBox, None)
text_object = _bare(raw.FPDFText_GetTextObject, _HANDLE)
_char_box = _bare(raw.FPDFText_GetCharBox)
_char_origin = _bare(raw.FPDFText_GetCharOrigin)
_unicode = _fast(raw.FPDFText_GetUnicode, _HANDLE, _INT, result=ctypes.c_uint)

text_font = _fast(raw.FPDFTextObj_GetFont, _HANDLE, result=_HANDLE)
text_mode = _fast(raw.FPDFTextObj_GetTextRenderMode, _HANDLE)
marked_content = _fast(raw.FPDFPageObj_GetMarkedContentID, _HANDLE)
font_size = _bare(raw.FPDFText_GetFontSize, ctypes.c_double)
text_matrix = _bare(raw.FPDFText_GetMatrix)
font_flags = _fast(raw.FPDFFont_GetFlags, _HANDLE)
font_weight = _fast(raw.FPDFFont_GetWeight, _HANDLE)
font_name = _fast(raw.FPDFFont_GetBaseFontName, _HANDLE, _HANDLE, ctypes.c_size_t, result=ctypes.c_size_t)
child_count = _bare(raw.FPDF_StructElement_CountChildren)
child_at = _bare(raw.FPDF_StructElement_GetChildAtIndex, Handle)
element_type = _bare(raw.FPDF_StructElement_GetType, ctypes.c_ulong)
content_count = _bare(raw.FPDF_StructElement_GetMarkedContentIdCount)
content_at = _bare(raw.FPDF_StructElement_GetMarkedContentIdAtIndex)
segment_at = _bare(raw.FPDFPath_GetPathSegment, Handle)
segment_point = _bare(raw.FPDFPathSegment_GetPoint)
segment_type = _bare(raw.FPDFPathSegment_GetType)
_object_at = _bare(raw.FPDFPage_GetObject, _HANDLE)
object_type = _fast(raw.FPDFPageObj_GetType, _HANDLE)
object_bounds = _fast(raw.FPDFPageObj_GetBounds, _HANDLE, *[_HANDLE] * 4)
segment_count = _fast(raw.FPDFPath_CountSegments, _HANDLE)


def drawings_of(page: Any, count: int) -> list[tuple[int, int]]:
    """Type and address of those that are no text among the first ``count`` objects of a page."""
    handles = list(map(_object_at, repeat(place(address(page))), range(count)))
    kinds = zip(map(object_type, handles), handles, strict=True)
    return [(kind, handle) for kind, handle in kinds if handle and kind != raw.FPDF_PAGEOBJ_TEXT]


def page_object(where: int) -> Any:
    """The handle that pypdfium2's own functions take, for the address of a drawn object."""
    return ctypes.cast(where, raw.FPDF_PAGEOBJECT)


def address(handle: Any) -> int:
    """The plain address of a PDFium handle."""
    return ctypes.cast(handle, _HANDLE).value or 0


def characters(textpage: Any, count: int) -> str:
    """The text of a page, exactly one character for each of PDFium's ``count`` character indices."""
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = raw.FPDFText_GetText(textpage, 0, count, buffer)
    text = ctypes.string_at(buffer, 2 * max(0, written - 1)).decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    codes = map(_unicode, repeat(address(textpage)), range(count))
    return "".join(map(_character, codes))


def _character(code: int) -> str:
    return "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


_ROOM = np.zeros((1024, 4), np.float32)
_ROWS = [place(_ROOM.ctypes.data + row * _ROOM.itemsize * 4) for row in range(len(_ROOM))]


def loose_boxes(textpage: Any, positions: Sequence[int]) -> NDArray[np.float32]:
    """Left, top, right and bottom of the characters' advance boxes, in PDF page space (y upwards).

    ``textpage`` is the place of a text page.
    """
    boxes = np.zeros((len(positions), 4), np.float32)
    for start in range(0, len(positions), len(_ROOM)):
        some = positions[start : start + len(_ROOM)]
        _ROOM[:] = 0
        deque(map(_loose_box, repeat(textpage), some, _ROWS), maxlen=0)
        boxes[start : start + len(some)] = _ROOM[: len(some)]
    return boxes


_INK = (ctypes.c_double * 6)()
_LEFT, _RIGHT, _BOTTOM, _TOP, _X, _Y = (place(ctypes.addressof(_INK) + 8 * k) for k in range(6))


def rise(textpage: Any, position: int) -> float | None:
    """How far above its base line the ink of a character begins, in points; ``None`` where it has no ink.

    ``textpage`` is the place of a text page.
    """
    if not _char_box(textpage, position, _LEFT, _RIGHT, _BOTTOM, _TOP):
        return None
    _char_origin(textpage, position, _X, _Y)
    return _INK[2] - _INK[5]


def string(function: Callable[..., int], *arguments: Any) -> str:
    """Call a PDFium function that fills a UTF-16 buffer and return what it wrote."""
    size = function(*arguments, None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    function(*arguments, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace").split("\0")[0]


def byte_string(function: Callable[..., int], *arguments: Any) -> str:
    """Call a PDFium function that fills a byte buffer and return what it wrote."""
    size = function(*arguments, None, 0)
    if size <= 0:
        return ""
    buffer = ctypes.create_string_buffer(size)
    function(*arguments, buffer, size)
    return buffer.value.decode("utf-8", "replace")
