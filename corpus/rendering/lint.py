"""Points out words of a source that look like references but carry no mark."""

import re
from collections.abc import Iterator

from rendering.inline import Piece, plain
from rendering.source import Source

SUSPECT = re.compile(
    r"\b\w*(?:programmet|programmets|policyn|policyns|strategin|strategins|riktlinjen|riktlinjerna|riktlinjernas"
    r"|handlingsplanen|handlingsplanens|rutinen|rutinens|visionen|budgeten|reglementet|(?<!bo)lagen|förordningen)\b"
    r"|\b\d{4}:\d+\b|\b[A-Z]{2,3}(?:-[A-Z]{3})? \d{4}/\d+|\b\d+-\d+/\d{4}|§ \d+|Agenda 2030|Vision 20\d\d|\bELS\b",
    re.IGNORECASE,
)


def unmarked(source: Source) -> Iterator[str]:
    """Yield each unmarked word with its surroundings."""
    runs = [pieces for block in source.body for pieces in block.runs()] + list(source.notes.values())
    for pieces in runs:
        rest = plain([piece if piece.mention is None else Piece("¤" * len(piece.text)) for piece in pieces])
        for match in SUSPECT.finditer(rest):
            yield f"{source.name}: {match[0]!r} in …{rest[max(0, match.start() - 30) : match.end() + 20]}…"
