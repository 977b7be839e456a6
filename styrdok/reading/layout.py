"""From the sheets of a document to the blocks of its pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from styrdok.reading.contents import Contents, contents_of, plain
from styrdok.reading.draft import Draft
from styrdok.reading.furniture import Role, furniture_of
from styrdok.reading.headings import MOST_LINES, Candidate, Promise, Setting, candidate_of, levels_of, text_of
from styrdok.reading.order import by_rows, in_order
from styrdok.reading.paragraphs import Group, Measure, groups_of, measure_of
from styrdok.reading.patterns import CAPTION, ITEM, NOTE_MARK, NOTE_START, SENTENCE_END, STARTS_LOW
from styrdok.reading.piece import UPRIGHT, Piece, overlap
from styrdok.reading.sheet import Sheet
from styrdok.reading.tables import table_of
from styrdok.reading.typography import Typography, typography_of
from styrdok.vocabulary import BlockKind, PageStatus

Outline = Sequence[tuple[int, str, int]]


@dataclass(frozen=True, slots=True)
class _Body:
    """The body of a page: its runs in reading order (a table is one empty run), tables and contents lines."""

    pieces: list[Piece]
    tables: list[Draft]
    contents: Contents


def drafts_of(sheets: Sequence[Sheet], outline: Outline, *, tagged: bool) -> list[list[Draft]]:
    """The blocks of every page: body in reading order, then footnotes, then furniture."""
    roles = furniture_of(sheets)
    bodies = _bodies(sheets, roles)
    style = typography_of(body.pieces for body in bodies)
    promise = _promise(bodies, outline, tagged)
    blocks = [_page_blocks(sheet, body, style) for sheet, body in zip(sheets, bodies, strict=True)]
    headed = _with_headings(blocks, style, promise)
    pages = []
    for sheet, role, drafts in zip(sheets, roles, headed, strict=True):
        body = [draft for draft in drafts if draft.kind is not BlockKind.FOOTNOTE]
        notes = [draft for draft in drafts if draft.kind is BlockKind.FOOTNOTE]
        pages.append(body + notes + _furniture(sheet, role))
    return _continued(pages)


def _bodies(sheets: Sequence[Sheet], roles: Sequence[dict[int, Role]]) -> list[_Body]:
    bodies: list[_Body] = []
    open_zone = False
    for sheet, role in zip(sheets, roles, strict=True):
        main = [piece for k, piece in enumerate(sheet.pieces) if k not in role and _is_body(sheet, piece)]
        tables: list[Draft] = []
        for grid in sheet.grids:
            found = table_of(grid, main)
            if found is not None:
                main = _with_table(main, found[1], found[0], len(tables))
                tables.append(found[0])
        ordered = in_order(main)
        contents = contents_of(ordered, len(sheets), open_zone=open_zone)
        open_zone = bool(contents.places) and max(contents.places) >= len(ordered) - 2
        bodies.append(_Body(ordered, tables, contents))
    return bodies


def _is_body(sheet: Sheet, piece: Piece) -> bool:
    """Visible upright text of a page whose text means something."""
    return piece.place == UPRIGHT and sheet.quality.status is not PageStatus.UNREADABLE


def _with_table(pieces: list[Piece], used: frozenset[int], table: Draft, number: int) -> list[Piece]:
    """Put one empty run in the place of all runs of a table; ``element`` numbers the table from -1 downwards."""
    first = min(used)
    box = [cell.box for cell in table.cells]
    stand_in = pieces[first]._replace(
        text="",
        edges=b"",
        x0=min(b.x0 for b in box),
        top=min(b.top for b in box),
        x1=max(b.x1 for b in box),
        bottom=max(b.bottom for b in box),
        element=-1 - number,
        tag="",
    )
    return [stand_in if k == first else piece for k, piece in enumerate(pieces) if k == first or k not in used]


def _promise(bodies: Sequence[_Body], outline: Outline, tagged: bool) -> Promise:
    titles: dict[str, tuple[int, int]] = {}
    for level, title, page in outline:
        key = plain(title)
        for name in (key, key.lstrip("0123456789")):
            if name:
                titles.setdefault(name, (level, page))
    listed: dict[str, int] = {}
    for body in bodies:
        for entry in body.contents.entries:
            key = plain(entry.title)
            for name in (key, key.lstrip("0123456789")):
                if len(name) > 2:
                    listed.setdefault(name, entry.page)
    return Promise(titles, listed, tagged and _tags_fit(bodies))


def _tags_fit(bodies: Sequence[_Body]) -> bool:
    """Heading tags are believed when they mark some of the runs and not most of them."""
    every = [piece for body in bodies for piece in body.pieces]
    headed = sum(piece.tag.startswith("H") for piece in every)
    return 0 < headed <= 0.4 * len(every)


_RAISED = "raised"
Grouped = tuple[BlockKind, Group, Draft | None]


@dataclass(frozen=True, slots=True)
class _PageSetting:
    """How a page is set: ``marked`` says how its notes begin."""

    sheet: Sheet
    style: Typography
    measure: Measure
    marked: str


def _page_blocks(sheet: Sheet, body: _Body, style: Typography) -> list[Grouped]:
    """Groups of a page with a first idea of what they are; headings are told apart later."""
    blocks: list[Grouped] = []
    run: list[Piece] = []
    setting = _PageSetting(sheet, style, measure_of(body.pieces, sheet.width), _note_style(body.pieces))
    for k, piece in enumerate(body.pieces):
        if piece.text and k not in body.contents.places:
            run.append(piece)
            continue
        blocks += _text_blocks(run, setting)
        run = []
        if not piece.text:
            table = body.tables[-1 - piece.element]
            blocks.append((BlockKind.TABLE, [piece], table))
        elif blocks and blocks[-1][0] is BlockKind.TOC and _same_row(blocks[-1][1][-1], piece):
            blocks[-1][1].append(piece)
        else:
            blocks.append((BlockKind.TOC, [piece], None))
    return blocks + _text_blocks(run, setting)


def _note_style(pieces: Sequence[Piece]) -> str:
    """How the notes of a page begin: with raised figures, with plain ones (the text has marks), or nothing is known."""
    if not NOTE_MARK.search("\n".join([piece.text for piece in pieces])):
        return ""
    return _RAISED if any(NOTE_MARK.match(piece.text) for piece in pieces) else "plain"


def _same_row(a: Piece, b: Piece) -> bool:
    return overlap(a.top, a.bottom, b.top, b.bottom) > 0.5


def _text_blocks(run: list[Piece], setting: _PageSetting) -> list[Grouped]:
    blocks: list[Grouped] = []
    for group in groups_of(run, setting.style, setting.measure):
        before = blocks[-1] if blocks else None
        if _is_note(group, before, setting):
            kind = BlockKind.FOOTNOTE
        elif ITEM.match(group[0].text):
            kind = BlockKind.LIST_ITEM
        elif CAPTION.match(group[0].text) and len(group) <= 3:
            kind = BlockKind.CAPTION
        else:
            kind = BlockKind.PARAGRAPH
        blocks.append((kind, group, None))
    return blocks


def _is_note(group: Group, before: Grouped | None, setting: _PageSetting) -> bool:
    """Small print that starts with a note number, in the lower half or where the page has note marks."""
    first = group[0]
    if first.size > 0.93 * setting.style.size and not (
        NOTE_MARK.match(first.text) and first.top > setting.sheet.height * 0.5
    ):
        return False
    if NOTE_START.match(first.text):
        raised = NOTE_MARK.match(first.text) is not None
        low = first.top > setting.sheet.height * (0.5 if setting.marked else 0.7)
        return raised or (setting.marked != _RAISED and low)
    after_note = before is not None and before[0] is BlockKind.FOOTNOTE
    return (
        after_note
        and before is not None
        and abs(before[1][-1].size - first.size) < 0.4
        and first.top > before[1][-1].top
    )


def _with_headings(pages: Sequence[list[Grouped]], style: Typography, promise: Promise) -> list[list[Draft]]:
    found: dict[tuple[int, int], Candidate] = {}
    for p, blocks in enumerate(pages):
        for k, (kind, group, _) in enumerate(blocks):
            if kind in _FLOWING and len(group) <= MOST_LINES:
                candidate = candidate_of(group, style, promise, _setting(blocks, k))
                if candidate.chosen:
                    found[p, k] = candidate
    keys = list(found)
    texts = [text_of(pages[p][k][1]) for p, k in keys]
    levels = dict(zip(keys, levels_of([found[key] for key in keys], texts, [p + 1 for p, _ in keys]), strict=True))
    return [
        [_draft(block, found.get((p, k)), levels.get((p, k), 0), _nesting(blocks, k)) for k, block in enumerate(blocks)]
        for p, blocks in enumerate(pages)
    ]


def _setting(blocks: Sequence[Grouped], k: int) -> Setting:
    group = blocks[k][1]
    above = group[0].top - blocks[k - 1][1][-1].bottom if k else 100.0
    if k + 1 >= len(blocks):
        return Setting(100.0 if above < 0 else above, 0.0, 60)
    after = blocks[k + 1][1]
    below = after[0].top - group[-1].bottom
    return Setting(100.0 if above < 0 else above, 0.0 if below < 0 else below, _length_after(blocks, k))


def _length_after(blocks: Sequence[Grouped], k: int) -> int:
    """Length of the text after block ``k``, a mere mark in the margin not counted."""
    length = _length(blocks[k + 1][1])
    return length if length > 12 or k + 2 >= len(blocks) else _length(blocks[k + 2][1])


def _length(group: Group) -> int:
    return sum(len(piece.text) + 1 for piece in group) - 1


def _nesting(blocks: Sequence[Grouped], k: int) -> int:
    """The nesting of a list item: how many distinct indents to its left the list around it has."""
    if blocks[k][0] is not BlockKind.LIST_ITEM:
        return 0
    own = blocks[k][1][0].x0
    indents = [own]
    for step in range(k - 1, -1, -1):
        kind, group, _ = blocks[step]
        if kind is not BlockKind.LIST_ITEM:
            break
        if group[0].x0 < min(indents) - 4:
            indents.append(group[0].x0)
    return len(indents)


def _draft(block: Grouped, heading: Candidate | None, level: int, nesting: int) -> Draft:
    kind, group, table = block
    if table is not None:
        return table
    if heading is not None:
        return Draft(BlockKind.HEADING, tuple(group), level, heading.score, heading.evidence)
    return Draft(kind, tuple(group), nesting, 0.9)


def _furniture(sheet: Sheet, role: dict[int, Role]) -> list[Draft]:
    """Headers, footers and page numbers line by line, then stamps, then annotations."""
    drafts = []
    for kind in (BlockKind.HEADER, BlockKind.FOOTER, BlockKind.PAGE_NUMBER):
        pieces = by_rows([sheet.pieces[k] for k in sorted(role) if role[k] is kind])
        drafts += [Draft(kind, tuple(row)) for row in _rows(pieces)]
    stamps = [piece for k, piece in enumerate(sheet.pieces) if not _is_body(sheet, piece) and k not in role]
    drafts += [Draft(BlockKind.STAMP, (piece,), evidence=(piece.place,)) for piece in stamps]
    drafts += [Draft(BlockKind.ANNOTATION, (piece,)) for piece in sheet.annotations]
    return drafts


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in pieces:
        if rows and _same_row(rows[-1][-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


_FLOWING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def _continued(pages: list[list[Draft]]) -> list[list[Draft]]:
    """Mark the paragraph that goes on after the page break."""
    last: tuple[int, int] | None = None
    for p, drafts in enumerate(pages):
        body = [k for k, draft in enumerate(drafts) if draft.kind in _FLOWING or draft.kind is BlockKind.HEADING]
        if not body:
            continue
        if last is not None and _goes_over(pages[last[0]][last[1]], drafts[body[0]]):
            pages[last[0]][last[1]] = replace(pages[last[0]][last[1]], continues=True)
        last = (p, body[-1])
    return pages


def _goes_over(before: Draft, after: Draft) -> bool:
    if before.kind not in _FLOWING or after.kind is not BlockKind.PARAGRAPH:
        return False
    a, b = before.pieces[-1], after.pieces[0]
    if abs(a.size - b.size) > 0.4:
        return False
    return a.broken or (not SENTENCE_END.search(a.text) and STARTS_LOW.match(b.text) is not None)
