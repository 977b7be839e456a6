"""The source format: TOML front matter between ``+++`` lines, then a Markdown-like body."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rendering.inline import Piece, parse_inline

TEMPLATES = frozenset({"block", "grid", "cover", "strip", "letter", "minutes", "columns"})
PRODUCERS = frozenset({"reportlab", "typst"})
GRID_COLUMNS = 3
LABELLED = ("definitions", "goals", "commitments", "viewpoints")
HEADING = re.compile(r"(#{1,3}) +(.+)")
ITEM = re.compile(r"( *)(-|\d+\.) +(.+)")
NOTE = re.compile(r"\[\^(\w+)\]: *(.+)")
PASSAGE = re.compile(r"%p +(\S.*)")
RULE_ROW = re.compile(r"\|[-| :]+\|")


class SourceError(Exception):
    """A source breaks the format; the message names the file and the place."""


@dataclass(frozen=True)
class Block:
    """One block of the body; ``kind`` is heading, paragraph, item or table."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    marker: str = ""
    passage: str | None = None
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()

    def runs(self) -> list[tuple[Piece, ...]]:
        """Return the runs of text that stand together in print: the block, or each cell of a table."""
        return [cell for row in self.rows for cell in row] if self.rows else [self.pieces]


@dataclass(frozen=True)
class Source:
    """One source file, parsed."""

    name: str
    template: str
    producer: str
    scan: bool
    meta: dict[str, Any]
    gold: dict[str, Any]
    labelled: dict[str, list[dict[str, Any]]]
    body: tuple[Block, ...]
    notes: dict[str, tuple[Piece, ...]] = field(default_factory=dict)
    twins: tuple[str, ...] = ()

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The labels and values printed before the body, in order."""
        return [(label, value) for label, value in self.meta.get("fields", [])]

    @property
    def adoption(self) -> str:
        """The sentence of adoption on a cover or above a strip of types."""
        lines = self.meta.get("cover", [])[1:] or [value for _, value in self.fields[:1]]
        return str(self.meta.get("adoption", " ".join(lines)))

    @property
    def imprint(self) -> str:
        """The line with bars on the back of a cover."""
        return " | ".join(self.meta.get("imprint", [f"{label}: {value}" for label, value in self.fields]))

    @property
    def title(self) -> str:
        """The title as printed, with reference marks if it has any."""
        return str(self.meta.get("title", self.gold["title"]))


def load(path: Path) -> Source:
    """Read one source file; SourceError when it breaks the format."""
    _, front, text = _split(path)
    try:
        data = tomllib.loads(front)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path.name}: front matter: {error}") from error
    template = data["template"]
    producer = data.get("producer", "typst" if template == "columns" else "reportlab")
    if template not in TEMPLATES or producer not in PRODUCERS:
        raise SourceError(f"{path.name}: unknown template {template!r} or producer {producer!r}")
    body, notes = _parse_body(text, path.name)
    labelled = {key: data[key] for key in LABELLED if key in data}
    return Source(
        path.stem,
        template,
        producer,
        data.get("scan", False),
        data.get("meta", {}),
        data["gold"],
        labelled,
        body,
        notes,
        tuple(data.get("twins", ())),
    )


def _split(path: Path) -> tuple[str, str, str]:
    parts = re.split(r"^\+\+\+\s*$", path.read_text(encoding="utf-8"), maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3:
        raise SourceError(f"{path.name}: no front matter between +++ lines")
    return parts[0], parts[1], parts[2]


def _parse_body(text: str, name: str) -> tuple[tuple[Block, ...], dict[str, tuple[Piece, ...]]]:
    blocks: list[Block] = []
    notes: dict[str, tuple[Piece, ...]] = {}
    passage: str | None = None
    for chunk in re.split(r"\n\s*\n", text.strip()):
        for lines in _parts(chunk.splitlines()):
            if match := PASSAGE.fullmatch(lines[0].strip()):
                passage = match[1]
            elif match := NOTE.fullmatch(" ".join(lines)):
                notes[match[1]] = parse_inline(match[2], name)
            else:
                blocks.append(_block(lines, passage, name))
                passage = None
    return tuple(blocks), notes


def _parts(lines: list[str]) -> list[list[str]]:
    """Split a chunk where a heading, a list item, a note, a passage mark or a table begins."""
    parts: list[list[str]] = []
    for line in lines:
        stripped = line.strip()
        starts = HEADING.fullmatch(stripped) or ITEM.fullmatch(line) or NOTE.fullmatch(stripped)
        alone = parts and (PASSAGE.fullmatch(parts[-1][0].strip()) or HEADING.fullmatch(parts[-1][0].strip()))
        table = stripped.startswith("|")
        in_table = bool(parts) and parts[-1][0].strip().startswith("|")
        if not parts or starts or alone or PASSAGE.fullmatch(stripped) or table != in_table:
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts


def _block(lines: list[str], passage: str | None, name: str) -> Block:
    first = lines[0].strip()
    if first.startswith("|"):
        cells = [[c.strip() for c in row.strip().strip("|").split(" | ")] for row in lines if not _is_rule(row)]
        if len({len(row) for row in cells}) != 1:
            raise SourceError(f"{name}: rows of different length in the table {first!r}")
        return Block("table", passage=passage, rows=tuple(tuple(parse_inline(c, name) for c in row) for row in cells))
    text = " ".join(line.strip() for line in lines)
    if match := HEADING.fullmatch(text):
        return Block("heading", parse_inline(match[2], name), len(match[1]), passage=passage)
    if match := ITEM.fullmatch(lines[0]):
        item = " ".join([match[3], *(line.strip() for line in lines[1:])])
        level, marker = 1 + len(match[1]) // 2, match[2].strip("-")
        return Block("item", parse_inline(item, name), level, marker, passage)
    return Block("paragraph", parse_inline(text, name), passage=passage)


def _is_rule(row: str) -> bool:
    return bool(RULE_ROW.fullmatch(row.strip()))
