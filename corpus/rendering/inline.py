"""Running text with marks: references, emphasis and footnote signs."""

import re
from dataclasses import dataclass
from typing import Any

TOKEN = re.compile(r"(\{\{.*?\}\}|\[\^\w+\]|\*\*|\*)")
SHAPE = re.compile(r"[\s\-\u00ad\ufffe\u0002\u2010\u2013\u2022\u2023]")


@dataclass(frozen=True)
class Mention:
    """What a reference mark says of its words."""

    text: str
    kind: str
    relation: str
    label: str | None
    modality: str
    doubtful: bool

    def entry(self, page: int) -> dict[str, Any]:
        """Return the mention as gold files have it; ``a/b`` in a mark means that b is acceptable too."""
        entry: dict[str, Any] = {"page": page, "text": self.text}
        for key, value in (("kind", self.kind), ("relation", self.relation)):
            entry[key], *others = value.split("/")
            if others:
                entry[f"{key}_also"] = others
        if self.label:
            entry["label"] = self.label
        if self.modality != "fact":
            entry["modality"] = self.modality
        return {**entry, "doubtful": True} if self.doubtful else entry


@dataclass(frozen=True)
class Piece:
    """A stretch of text in one style; ``note`` names a footnote sign that stands there instead."""

    text: str
    bold: bool = False
    italic: bool = False
    mention: Mention | None = None
    note: str | None = None


def parse_inline(text: str, place: str) -> tuple[Piece, ...]:
    """Split text at its marks."""
    pieces: list[Piece] = []
    bold = italic = False
    for token in TOKEN.split(text):
        if token == "**":
            bold = not bold
        elif token == "*":
            italic = not italic
        elif token.startswith("{{"):
            mention = _mention(token[2:-2])
            pieces.append(Piece(mention.text, bold, italic, mention))
        elif token.startswith("[^"):
            pieces.append(Piece("", bold, italic, note=token[2:-1]))
        elif token:
            pieces.append(Piece(token, bold, italic))
    if "{{" in plain(pieces) or "}}" in plain(pieces) or bold or italic:
        raise ValueError(f"{place}: unbalanced marks in {text[:60]!r}")
    return tuple(pieces)


def _mention(inside: str) -> Mention:
    parts = [part.strip() for part in inside.split("|")]
    parts += [""] * (6 - len(parts))
    surface, kind, relation, label, modality, doubtful = parts
    kind = kind or "title"
    label_or_none = label or (None if kind == "self" else surface)
    return Mention(surface, kind, relation or "refers_to", label_or_none, modality or "fact", doubtful == "doubtful")


def plain(pieces: list[Piece] | tuple[Piece, ...]) -> str:
    """Return the words of the pieces without marks."""
    return "".join(piece.text for piece in pieces)


def squeeze(text: str) -> str:
    """Return the text without spaces and hyphens, which a line end may add or take away."""
    return SHAPE.sub("", text)
