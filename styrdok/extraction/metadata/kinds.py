"""What a document is: kind and type, from its title, its labelled fields and the sections it is made of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from styrdok.extraction.metadata.heads import TitleHead, find_heads, is_ladder, is_type_value
from styrdok.extraction.metadata.rules import Found
from styrdok.extraction.metadata.segments import Segment, Sheet
from styrdok.extraction.metadata.words import adopters
from styrdok.models import Reading
from styrdok.tables import read_toml
from styrdok.vocabulary import BlockKind, DocumentType, Kind

_MOST_MATTERS = 3
_TOP = 0.2
_OPENING = 600
_DAY = re.compile(r"\s(?:19|20)\d\d-\d\d-\d\d$")
_NOT_STEERING = frozenset({Kind.REPLY, Kind.MEMO, Kind.MINUTES, Kind.REPORT})


@dataclass(frozen=True, slots=True)
class _Cues:
    reply_starts: tuple[str, ...]
    reply_words: tuple[str, ...]
    reply_opens: tuple[str, ...]
    letters: tuple[str, ...]
    greetings: frozenset[str]
    minutes_sure: tuple[str, ...]
    minutes_marks: frozenset[str]
    minutes_sections: frozenset[str]
    memo_marks: frozenset[str]
    memo_sections: frozenset[str]
    drafts: tuple[tuple[str, tuple[str, ...]], ...]
    genres: frozenset[str]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    table = read_toml("styrdok.extraction.lexicon", "kinds.toml")
    return _Cues(
        tuple(table["reply"]["starts"]),
        tuple(table["reply"]["holds"]),
        tuple(table["reply"]["opens"]),
        tuple(table["reply"]["letters"]),
        frozenset(table["reply"]["greetings"]),
        tuple(table["minutes"]["sure"]),
        frozenset(table["minutes"]["marks"]),
        frozenset(table["minutes"]["sections"]),
        frozenset(table["memo"]["marks"]),
        frozenset(table["memo"]["sections"]),
        tuple((status, tuple(words)) for status, words in table["drafts"].items()),
        frozenset(table["report"]["genres"]),
    )


def section_names() -> frozenset[str]:
    """The headings of the sections of minutes and memos."""
    return _cues().minutes_sections | _cues().memo_sections


def names_paper(line: str) -> bool:
    """Whether a line only says what sort of case paper it heads: *Tjänsteskrivelse*."""
    return line.lower() in _cues().memo_marks | _cues().minutes_marks | frozenset(_cues().reply_words)


def kind_of(reading: Reading, sheets: tuple[Sheet, ...], title: str) -> Iterator[Found]:
    """Evidence for the kind and the type, strongest first."""
    lines = [_undated(segment.text.lower()) for sheet in sheets for segment in sheet.segments]
    headings = {_heading(reading, block.start, block.end) for block in reading.blocks if _may_head(block.kind)}
    case = _case_kind(lines, headings, title) or _glued_reply(reading, title) or _opened_reply(reading, title)
    if case is not None:
        yield Found("kind", case.value, "case document", 0.93, ())
        yield Found("type", DocumentType.OTHER.value, "case document", 0.93, ())
    yield from _by_title(title)
    yield from _by_strip(sheets[:1], reading)
    yield from _by_genre(sheets[:1], reading)
    if "styrdokument" in lines or "styrande dokument" in lines:
        yield Found("kind", Kind.STEERING.value, "says steering document", 0.45, ())


def _undated(line: str) -> str:
    """A line without the day at its end: *Tjänsteutlåtande 2031-04-13*."""
    return _DAY.sub("", line).strip(" .:,")


def _may_head(kind: BlockKind) -> bool:
    return kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)


def _heading(reading: Reading, start: int, end: int) -> str:
    return reading.text[start : min(end, start + 60)].split("\n")[0].lower().strip(" .:")


def _case_kind(lines: list[str], headings: set[str], title: str) -> Kind | None:
    """Minutes, reply or memo, which are recognised by their sections and their formal words."""
    cues = _cues()
    sections = len(headings & cues.minutes_sections)
    paragraphs = [line for line in lines if re.match(r"§+\s?\d+", line) and "kap" not in line[:16]]
    sure = any(line.startswith(cues.minutes_sure) for line in lines)
    marked = sure or (not _orders(title, paragraphs) and any(_marks_minutes(line) for line in lines))
    low = title.lower()
    if low.startswith(cues.reply_starts) or any(word in low for word in cues.reply_words):
        return Kind.REPLY if not (paragraphs and marked) else Kind.MINUTES
    if (marked and (sections or paragraphs)) or (paragraphs and sections >= 3 and not _orders(title, paragraphs)):
        return Kind.MINUTES
    memo = any(line in cues.memo_marks for line in lines) or len(headings & cues.memo_sections) >= 2
    if memo and "remissvar" in lines:
        return Kind.REPLY
    if memo:
        return Kind.MEMO
    return Kind.REPLY if low.startswith(cues.letters) or not cues.greetings.isdisjoint(lines) else None


def _marks_minutes(line: str) -> bool:
    """Whether a line names minutes, alone or with the body that met: *protokoll hamnnämnden*."""
    paper, _, body = line.partition(" ")
    return line in _cues().minutes_marks or (
        paper in _cues().minutes_marks and adopters().body.fullmatch(body.removeprefix("för ").strip()) is not None
    )


def _glued_reply(reading: Reading, title: str) -> Kind | None:
    """A reply whose title was read together with the letterhead above it: a heading inside the title tells."""
    low = " ".join(title.lower().split())
    for block in reading.blocks:
        if block.page == 1 and block.kind is BlockKind.HEADING:
            heading = " ".join(_heading(reading, block.start, block.end).split("(")[0].split())
            if heading.startswith(_cues().reply_starts) and heading in low:
                return Kind.REPLY
    return None


def _opened_reply(reading: Reading, title: str) -> Kind | None:
    """A letter that says in its first sentences that it was asked; no document that its title calls a plan or alike."""
    if find_heads(title):
        return None
    opening = " ".join(reading.text[:_OPENING].lower().split())
    return Kind.REPLY if any(words in opening for words in _cues().reply_opens) else None


def _orders(title: str, paragraphs: Sequence[str]) -> bool:
    """Whether the document is rules of procedure, which have sections like minutes."""
    statutes = any(head.type is DocumentType.STATUTES for head in find_heads(title)[:1])
    return statutes or len(paragraphs) > _MOST_MATTERS


def _by_title(title: str) -> Iterator[Found]:
    """The first head noun of the title governs: *Policy och riktlinjer för …* is a policy."""
    found = find_heads(title)
    if not found:
        return
    head = found[0]
    if head.type is not None:
        yield Found("type", head.type.value, "title", 0.9, ())
        yield Found("kind", Kind.STEERING.value, "title", 0.85, ())
        return
    kind = head.kind or Kind.OTHER
    yield Found("kind", kind.value, "title", 0.75, ())
    if kind in _NOT_STEERING:
        yield Found("type", DocumentType.OTHER.value, "title", 0.4, ())


def _is_whole_block(reading: Reading, segment: Segment) -> bool:
    """Whether a segment is all that its block says; the last word of a paragraph is not."""
    block = reading.blocks[segment.block]
    return block.kind is BlockKind.TABLE or segment.end - segment.start >= len(
        reading.text[block.start : block.end].strip()
    )


def _by_genre(sheets: tuple[Sheet, ...], reading: Reading) -> Iterator[Found]:
    """A report says what it is at the top of its first page, whatever letter it is sent with."""
    for sheet in sheets:
        for segment in sheet.segments:
            if segment.box.top > _TOP * sheet.height or not _is_whole_block(reading, segment):
                continue
            if segment.text.lower().strip(" .:") in _cues().genres:
                yield Found("kind", Kind.REPORT.value, "genre in page head", 0.94, (segment,))
                yield Found("type", DocumentType.OTHER.value, "genre in page head", 0.94, (segment,))


def _by_strip(sheets: tuple[Sheet, ...], reading: Reading) -> Iterator[Found]:
    """A single type name printed on its own, or the one marked in a ladder of type names."""
    for sheet in sheets:
        alone = [
            segment
            for segment in sheet.segments
            if is_type_value(segment.text) and not segment.text.endswith(":") and _is_whole_block(reading, segment)
        ]
        marked = [segment for segment in sheet.segments if is_ladder(segment.text)]
        for segment in marked:
            chosen = re.search(r"[»>►☒✓]\s?([^\W\d_]+)", segment.text)
            for head in find_heads(chosen[1])[:1] if chosen else ():
                if head.type is not None:
                    yield Found("type", head.type.value, "marked in ladder", 0.8, (segment,))
        names = {segment.text.lower().strip(" .:") for segment in alone}
        if len(names - {"styrdokument"}) > 2:
            continue
        for segment in alone:
            yield from _single(find_heads(segment.text), segment)


def _single(found: tuple[TitleHead, ...], segment: Segment) -> Iterator[Found]:
    for head in found[:1]:
        if head.type is not None:
            yield Found("type", head.type.value, "printed alone", 0.7, (segment,))
            yield Found("kind", Kind.STEERING.value, "printed alone", 0.8, (segment,))
        elif head.kind is not None:
            yield Found("kind", head.kind.value, "printed alone", 0.7, (segment,))
