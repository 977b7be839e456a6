"""Content ids and unordered pair keys."""

import hashlib

_DOCUMENT_DIGITS = 12


def content_hash(data: bytes) -> str:
    """The SHA-256 of some bytes, in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def document_id(sha256: str) -> str:
    """The id of the document whose file has this content hash."""
    return "d" + sha256[:_DOCUMENT_DIGITS]


def pair_key(a: str, b: str) -> tuple[str, str]:
    """The same key for (a, b) and (b, a)."""
    return (a, b) if a <= b else (b, a)
