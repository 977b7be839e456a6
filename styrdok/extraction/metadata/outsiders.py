"""Who sends a reply from outside, an association, union or authority, as head, foot or signature of its letter say."""

import re
from collections.abc import Iterator

from styrdok.extraction.metadata.organisation import addressed
from styrdok.extraction.metadata.rules import Found
from styrdok.extraction.metadata.segments import Segment, Sheet
from styrdok.extraction.titles.outsiders import after_sender_label, outsider_in, tells_receivers

_TOP, _LOW = 0.25, 0.9
_CLOSING = 8
_APART = re.compile(r"\s+[·•|–—]\s+|(?<!-),\s+|\s{2,}")


def signed_by(front: tuple[Sheet, ...], last: tuple[Sheet, ...], *, sure: bool) -> Iterator[Found]:
    """Who answers from outside: the first place of a letter that names one.

    ``sure`` keeps to the places that never name the receiver: the sender's line of an e-mail and the foot with the
    address, else the page head and the signature count too.
    """
    places = [*_sender_lines(front[:1]), *_feet((*front[:1], *last))]
    if not sure:
        places += [(one, _APART.split(one.text)[0]) for one in (*_heads(front[:1]), *_signatures(last))]
    for segment, text in places:
        if name := outsider_in(text):
            yield Found("organisation", name, "sender", 0.975 if sure else 0.965, (segment,))
            return


def _sender_lines(front: tuple[Sheet, ...]) -> Iterator[tuple[Segment, str]]:
    """What the line of the sender holds, by parts: the person, then the organisation."""
    for sheet in front:
        for one in sheet.segments:
            text = after_sender_label(one.text)
            beside = sheet.right_of(one) if text == "" else None
            yield from ((beside or one, piece) for piece in _APART.split(beside.text if beside else text or ""))


def _feet(pages: tuple[Sheet, ...]) -> Iterator[tuple[Segment, str]]:
    """What the lines of an address begin with: a name before street, box or telephone."""
    for sheet in pages:
        for one in (one for one in sheet.segments if one.box.top > _LOW * sheet.height or one in sheet.segments[-2:]):
            name, *address = _APART.split(one.text)
            if address:
                yield one, name


def _heads(front: tuple[Sheet, ...]) -> Iterator[Segment]:
    """The lines of the page head that are no part of the receiver's address."""
    passed = list(addressed(front))
    for sheet in front:
        for one in (one for one in sheet.segments if one.box.top < _TOP * sheet.height):
            if not any(a <= one.start < b for a, b in passed):
                yield one


def _signatures(last: tuple[Sheet, ...]) -> Iterator[Segment]:
    """The last lines of a letter, unless they tell whom it is sent to."""
    for sheet in last:
        if not any(tells_receivers(one.text) for one in sheet.segments[-2 * _CLOSING :]):
            yield from sheet.segments[-_CLOSING:]
