"""Lineage: whether two documents are editions of one, or one replaced the other."""

import re

from rapidfuzz import fuzz

from styrdok.findings import Record
from styrdok.ids import pair_key
from styrdok.overlaps.context import Context
from styrdok.swedish.bodies import body_pattern

_CONTAINED = 0.5
_MOSTLY = 0.75
_SAME_TITLE = 85
_SAME_BODY = 60
_PLACE = re.compile(r"^([\w-]+)\s+(?:kommun|stad|region|landsting)$|^(?:region|landstinget)\s+([\w-]+)$")
_DIGITS = re.compile(r"[\d.–-]+")


def is_lineage(context: Context, a: str, b: str) -> bool:
    """Whether two documents are editions of one document, or predecessor and successor.

    True for documents of one line, where a document says that one replaced the other, and where at least half of one
    stands in the other and titles or periods of validity show the one to follow the other. Documents of different
    kinds never are: a reply, a memo or minutes are no edition of a steering document.
    """
    x, y = context.records[a], context.records[b]
    if x.document.description.kind is not y.document.description.kind:
        return False
    return x.document.line == y.document.line or pair_key(a, b) in context.successions or _succeeds(context, x, y)


def _succeeds(context: Context, x: Record, y: Record) -> bool:
    wording = context.wording.get((x.document.id, y.document.id))
    if wording is None or wording.coverage < _CONTAINED:
        return False
    if not same_organisation(x, y):
        return wording.coverage >= _MOSTLY and _one_title(x, y)
    return _one_title(x, y) or _successive(x, y)


def _one_title(x: Record, y: Record) -> bool:
    a, b = (_DIGITS.sub(" ", record.document.description.title or "").lower() for record in (x, y))
    return bool(a.strip() and b.strip()) and fuzz.token_set_ratio(a, b) >= _SAME_TITLE


def _successive(x: Record, y: Record) -> bool:
    a, b = x.document.description, y.document.description
    return any(p.valid_to and q.valid_from and p.valid_to <= q.valid_from for p, q in ((a, b), (b, a)))


def same_organisation(x: Record, y: Record) -> bool:
    """Whether two documents may belong to one organisation.

    False only when both say whose they are and the names are of two municipalities or regions, or of bodies that have
    nothing in common; a committee or an office may belong to any municipality.
    """
    a, b = (record.document.description.organisation for record in (x, y))
    if a is None or b is None:
        return True
    x_name, y_name = a.lower(), b.lower()
    p, q = _place(x_name), _place(y_name)
    if p and q:
        return p == q
    if p or q:
        return body_pattern("part").search(y_name if p else x_name) is not None
    both_parts = body_pattern("part").search(x_name) is not None and body_pattern("part").search(y_name) is not None
    return both_parts or fuzz.token_set_ratio(x_name, y_name) >= _SAME_BODY


def _place(name: str) -> str | None:
    found = _PLACE.search(name)
    return (found.group(1) or found.group(2)).rstrip("s") if found else None
