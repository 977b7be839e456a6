"""The structure tree of a tagged PDF: which role the marked content of a page has."""

import ctypes
from typing import Any

import pypdfium2.raw as raw

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
        stack = [(raw.FPDF_StructTree_GetChildAtIndex(tree, k), "", 0, 0) for k in range(count)]
        stack.reverse()
        seen = 0
        while stack and seen < _LIMIT:
            element, role, number, depth = stack.pop()
            if not element:
                continue
            seen += 1
            name = _type(element)
            if name in _BLOCKS and not (role in ("TOCI", "NOTE") or (role == "LBODY" and name == "P")):
                role, number = name, seen
            _collect(element, (role, number), roles)
            if depth < _DEPTH:
                children = raw.FPDF_StructElement_CountChildren(element)
                stack.extend(
                    (raw.FPDF_StructElement_GetChildAtIndex(element, k), role, number, depth + 1)
                    for k in range(children - 1, -1, -1)
                )
    finally:
        raw.FPDF_StructTree_Close(tree)
    return roles


def _type(element: Any) -> str:
    buffer = (ctypes.c_ushort * _NAME)()
    size = raw.FPDF_StructElement_GetType(element, buffer, 2 * _NAME)
    return bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", "replace").upper() if size <= 2 * _NAME else ""


def _collect(element: Any, role: tuple[str, int], roles: Roles) -> None:
    for k in range(max(0, raw.FPDF_StructElement_GetMarkedContentIdCount(element))):
        content = raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, k)
        if content >= 0:
            roles[int(content)] = role
