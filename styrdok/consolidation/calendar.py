"""A calendar file of what falls due (RFC 5545): one event for each day that is known."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256

from styrdok.consolidation.due import Due
from styrdok.language import Language, to_say
from styrdok.marks import DueKind

_WIDTH = 75
_ESCAPED = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"))

NAMES: Mapping[DueKind, str] = {
    DueKind.EXPIRES: to_say("slutar gälla"),
    DueKind.REVIEW: to_say("ska ses över"),
    DueKind.DEADLINE: to_say("åtagande"),
}
"""What is said of each kind of due day."""


def calendar(rows: Sequence[Due], titles: Mapping[str, str], today: date, lang: Language) -> bytes:
    """The rows that have a day as a calendar; the same rows give the same bytes on the same day."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//styrdok//due//SV", "CALSCALE:GREGORIAN"]
    for row in rows:
        if row.on is not None:
            lines += _event(row, row.on, titles[row.document], today, lang)
    lines.append("END:VCALENDAR")
    return b"".join(b"\r\n ".join(_folded(line)) + b"\r\n" for line in lines)


def _event(row: Due, on: date, title: str, today: date, lang: Language) -> list[str]:
    page = lang.say("s. {page}: ”{words}”", page=row.page, words=row.words) if row.page else row.words
    said = "\n".join(filter(None, [", ".join(row.bodies), page]))
    key = "\n".join((row.kind, on.isoformat(), row.document, str(row.page), row.words))
    return [
        "BEGIN:VEVENT",
        f"UID:{sha256(key.encode()).hexdigest()[:32]}@styrdok",
        f"DTSTAMP:{today:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(f'{title}: {lang.say(NAMES[row.kind])}')}",
        f"DESCRIPTION:{_text(said)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(words: str) -> str:
    for sign, escaped in _ESCAPED:
        words = words.replace(sign, escaped)
    return "".join(sign for sign in words if sign >= " ")


def _folded(line: str) -> list[bytes]:
    """A line in pieces of at most 75 bytes, the space before all but the first counted, no letter cut in two."""
    pieces = [b""]
    for sign in line:
        letter = sign.encode()
        if len(pieces[-1]) + len(letter) > _WIDTH - (len(pieces) > 1):
            pieces.append(b"")
        pieces[-1] += letter
    return pieces
