"""The structure tree of a tagged PDF: which role the marked content of a page has."""

import ctypes
from typing import Any

import pypdfium2.raw as raw

from styrdok.reading import pdfium

Roles = dict[int, tuple[str, int]]

_BLOCKS = frozenset(
    {"P", "LI", "LBL", "LBODY", "TD", "TH", "CAPTION", "NOTE", "TOCI", "BLOCKQUOTE", "FORMULA", "H"}
    | {f"H{level}" for level in range(1, 10)}
)
_LIMIT = 20_000
_DEPTH = 40
_NAME = 32


def roles_of(page: Any) -> Roles:
    """Role and element number for each marked-content number of an open page; empty when it is not tagged."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    roles: Roles = {}
    try:
        count = raw.FPDF_StructTree_CountChildren(tree)
        roots = [pdfium.Handle(pdfium.address(raw.FPDF_StructTree_GetChildAtIndex(tree, k))) for k in range(count)]
        _walk(roots, roles)
    finally:
        raw.FPDF_StructTree_Close(tree)
    return roles


def _walk(roots: list[pdfium.Handle], roles: Roles) -> None:
    """Give every marked content below ``roots`` the role of the block-level element that it stands in."""
    buffer = ctypes.create_string_buffer(2 * _NAME)
    name_at = ctypes.byref(buffer)
    names: dict[bytes, str] = {}
    stack = [(root, "", 0, 0) for root in reversed(roots)]
    seen = 0
    while stack and seen < _LIMIT:
        element, role, number, depth = stack.pop()
        if not element:
            continue
        seen += 1
        size = pdfium.element_type(element, name_at, 2 * _NAME)
        written = buffer.raw[: max(0, size - 2)] if size <= 2 * _NAME else b""
        name = names.get(written)
        if name is None:
            name = names[written] = written.decode("utf-16-le", "replace").upper()
        if name in _BLOCKS and not (role in ("TOCI", "NOTE") or (role == "LBODY" and name == "P")):
            role, number = name, seen
        for k in range(pdfium.content_count(element)):
            content = pdfium.content_at(element, k)
            if content >= 0:
                roles[content] = role, number
        if depth < _DEPTH:
            for k in range(pdfium.child_count(element) - 1, -1, -1):
                stack.append((pdfium.child_at(element, k), role, number, depth + 1))
