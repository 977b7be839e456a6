"""The title: the most prominent words of the front page that can be one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from styrdok.extraction.metadata.entries import Entry
from styrdok.extraction.metadata.heads import find_heads, is_ladder, is_type_value
from styrdok.extraction.metadata.kinds import section_names
from styrdok.extraction.metadata.minutes import only_matter
from styrdok.extraction.metadata.rules import Found
from styrdok.extraction.metadata.segments import Segment, Sheet, same_row
from styrdok.extraction.metadata.titletext import clean_title, glue_lines
from styrdok.extraction.metadata.values import is_placeholder, numbers_in
from styrdok.extraction.metadata.witnesses import file_title, key, weighed
from styrdok.models import Reading
from styrdok.swedish.dates import find_dates
from styrdok.tables import read_toml
from styrdok.vocabulary import BlockKind

_MOST_LINES = 5
_NEAR = 4
_PARAGRAPH = 110
_MATTER_WORDS = 2
_OWNER = re.compile(r"(?:[A-ZÅÄÖ][\w-]+\s){1,3}(?:kommun|stad|kommuns|stads|region)\b", re.I)
_PERIOD = r"(?:19|20)\d\d(?:\s?[-–—]+\s?(?:19|20)?\d\d)?"
_YEARS = re.compile(rf"(?:(?:för|år|åren|perioden|mandatperioden)\s+)*{_PERIOD}\W*", re.I)
_NAMED_YEARS = re.compile(rf"(?:[\w-]+\s){{1,3}}{_PERIOD}")
_ANY_PERIOD = re.compile(rf"\b{_PERIOD}")
_SHORT_NAME = re.compile(r"\([A-ZÅÄÖ]{2,6}\)")
_SENTENCE_END = re.compile(r"[a-zåäö)]\.(?:\s|$)")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Noise:
    whole: frozenset[str]
    starts: tuple[str, ...]
    continuations: frozenset[str]
    units: tuple[str, ...]
    openers: frozenset[str]
    adjectives: tuple[str, ...]
    asides: tuple[str, ...]


@lru_cache(maxsize=1)
def _noise() -> _Noise:
    table = read_toml("styrdok.extraction.lexicon", "titles.toml")
    return _Noise(
        frozenset((*table["noise"]["whole"], *section_names())),
        tuple(table["noise"]["starts"]),
        frozenset(table["continuations"]["words"]),
        tuple(table["noise"]["units"]),
        frozenset(table["unfinished"]["words"]),
        tuple(table["unfinished"]["endings"]),
        tuple(table["asides"]["starts"]),
    )


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Lines that belong together, with the score of being the title."""

    lines: tuple[Segment, ...]
    score: float

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def find_title(reading: Reading, sheet: Sheet, entries: tuple[Entry, ...]) -> Iterator[Found]:
    """The title on the front page, if any words there can be one."""
    lines = _lines(sheet, entries)
    page = _Page.of(reading, sheet)
    clusters = [_Cluster(group, _score(page, group)) for group in _clusters(lines, sheet.body_size)]
    best = max(clusters, key=lambda cluster: (cluster.score, -cluster.lines[0].box.top), default=None)
    if best is None or best.score < (1.0 if sheet.number == 1 else 2.0):
        return
    parts = _extended(best, lines, sheet)
    title = clean_title(_joined(reading, parts), reading.text)
    if len(title) > 3:
        found = Found("title", title, "prominent", round(min(0.93, 0.55 + 0.1 * best.score), 3), parts)
        yield weighed(found, reading)


def fallback_title(reading: Reading) -> Iterator[Found]:
    """A title where the cover has none: the running head, or the PDF's own title if the text bears it out."""
    text = key(reading.text)
    for block in reading.blocks:
        words = " ".join(reading.text[block.start : block.end].split())
        if block.kind is BlockKind.HEADER and find_heads(words) and _possible(words) and len(words) < 120:
            span = (block.start, block.end)
            yield Found("title", clean_title(words, reading.text), "running head", 0.4, (), span)
            return
    info = file_title(reading)
    if find_heads(info) and len(key(info)) > 5 and key(info) in text:
        yield Found("title", clean_title(info, reading.text), "title of the file", 0.3, ())


def _joined(reading: Reading, parts: tuple[Segment, ...]) -> str:
    """The lines as one title; a subtitle in smaller size that goes on from nothing stands after a dash."""
    cut = next((i for i in range(1, len(parts)) if _is_subtitle(parts[i - 1], parts[i])), len(parts))
    pieces = [glue_lines(reading.text, _whole_words(run)) for run in (parts[:cut], parts[cut:]) if run]
    return " – ".join(piece.strip(" .,:;–-") for piece in pieces) if len(pieces) > 1 else pieces[0]


def _whole_words(parts: tuple[Segment, ...]) -> list[str]:
    """The lines, those put together again between which a word was broken."""
    lines: list[str] = []
    for index, part in enumerate(parts):
        if index and parts[index - 1].end == part.start:
            lines[-1] += part.text
        else:
            lines.append(part.text)
    return lines


def _is_subtitle(above: Segment, line: Segment) -> bool:
    if line.text.split()[0].lower() in _noise().continuations:
        return False
    smaller = line.size < 0.9 * above.size and line.text[0].isupper()
    if smaller and find_heads(line.text) and not find_heads(above.text) and not _unfinished(above.text):
        return True
    return smaller and not _unfinished(above.text) and not _OWNER.match(line.text) and not _NAMED_YEARS.match(line.text)


def _lines(sheet: Sheet, entries: tuple[Entry, ...]) -> list[Segment]:
    taken = [part for entry in entries if entry.label.field != "title" for part in (entry.place, *entry.parts)]
    labels = [entry.place for entry in entries if entry.label.field == "title"]
    found = {
        segment
        for segment in sheet.segments
        if not any(segment.start < part.end and part.start < segment.end for part in (*taken, *labels))
    }
    kept: list[Segment] = []
    for line in sheet.segments:
        broken = bool(kept) and kept[-1].end == line.start and kept[-1].block == line.block
        if broken or (line in found and (_possible(line.text) or (kept and _completes(kept[-1], line)))):
            kept.append(line)
    return kept


def _completes(above: Segment, line: Segment) -> bool:
    """Whether a line that is no title by itself ends one: *Reglemente för* over *Socialnämnden*."""
    gap = line.box.top - above.box.bottom
    alike = abs(line.size - above.size) < 0.6 and above.bold == line.bold
    headed = above.block == line.block or find_heads(above.text) != ()
    return alike and headed and gap <= 0.75 * line.size and _unfinished(above.text)


def _possible(text: str) -> bool:
    """Whether a line can be part of a title at all."""
    low = text.lower().strip(" .:–-—_|")
    noise = _noise()
    letters = len(_LETTER.findall(text))
    counted = _ANY_PERIOD.sub("", text)
    if (
        low in noise.whole
        or (low.startswith(noise.starts) and text[0].isupper())
        or is_placeholder(text)
        or "@" in text
        or is_ladder(text)
    ):
        return False
    if _YEARS.fullmatch(text) or (")" in text and "(" not in text and len(text) < 30):
        return True
    if letters < 3 or letters < 0.4 * len(counted) or re.search(r"\.{5}|\b\d{3} \d\d\b", text):
        return False
    if len(text.split()) == 1 and low.endswith(noise.units):
        return False
    only_number = numbers_in(text, cue=False) and letters < 6 and ")" not in text
    return not only_number and not any(item.precision == "day" for item in find_dates(text))


def _clusters(lines: list[Segment], body: float) -> Iterator[tuple[Segment, ...]]:
    """Lines that stand together; what stands beside them in a column of its own does not part them."""
    runs: list[list[Segment]] = []
    for line in lines:
        near = (run for run in runs[-1:-4:-1] if len(run) < _MOST_LINES and _together(run[-1], line, body))
        run = next(near, None)
        if run is None:
            runs.append([line])
        else:
            run.append(line)
    yield from (tuple(run) for run in runs)


def _together(above: Segment, line: Segment, body: float) -> bool:
    if (line.size <= 1.05 * body and not line.bold) or _is_aside(above, line):
        return False
    alike = max(above.size, line.size) <= 1.12 * min(above.size, line.size)
    if not alike or above.bold != line.bold:
        return False
    if same_row(above, line):
        return _beside(above, line)
    return _over(above, line) and line.box.top - above.box.bottom <= 0.75 * line.size


def _beside(left: Segment, line: Segment) -> bool:
    """Whether a line goes on in the same row, and is no column of its own."""
    return same_row(left, line) and abs(line.box.x0 - left.box.x1) < _NEAR * line.size


def _is_aside(above: Segment, line: Segment) -> bool:
    """Whether a line below a title tells of the case: *Remiss från kommunstyrelsen*."""
    return line.text.lower().startswith(_noise().asides) and not _unfinished(above.text)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page with where its running text begins and which lines begin its only matter."""

    reading: Reading
    sheet: Sheet
    running: float
    matters: frozenset[int]

    @classmethod
    def of(cls, reading: Reading, sheet: Sheet) -> "_Page":
        running = (line.box.top for line in sheet.segments if _is_running_text(reading, sheet, line))
        matters = frozenset(segment.start for segment, _ in only_matter(sheet))
        return cls(reading, sheet, min(running, default=sheet.height), matters)


def _score(page: _Page, group: tuple[Segment, ...]) -> float:
    """How likely lines are the title: large, bold, with the head noun of a document, and no sentence or list item."""
    reading, sheet = page.reading, page.sheet
    text = " ".join(line.text for line in group)
    first, words = group[0], len(text.split())
    small = first.size <= sheet.body_size
    signs = (
        (0.15, first.bold),
        (1.2, bool(find_heads(text))),
        (1.2, first.start in page.matters and len(first.text.split()) > _MATTER_WORDS),
        (0.4, _weak_hint(reading, text)),
        (-1.0, words > 25 or (text.rstrip().endswith(".") and words > 8)),
        (-1.5, is_type_value(text) or _YEARS.fullmatch(text) is not None),
        (-3.0, _OWNER.fullmatch(text.strip()) is not None and not find_heads(text)),
        (-1.2, _is_running_text(reading, sheet, first)),
        (-1.2, first.box.top > page.running),
        (-1.5, first.kind is BlockKind.LIST_ITEM or (text[0].islower() and small)),
        (-0.8, first.kind in (BlockKind.HEADER, BlockKind.FOOTER, BlockKind.TOC)),
        (-0.5, first.box.top > 0.75 * sheet.height),
    )
    return min(3.0, first.size / max(6.0, sheet.body_size)) + sum(points for points, holds in signs if holds)


def _is_running_text(reading: Reading, sheet: Sheet, line: Segment) -> bool:
    """Whether a line belongs to a paragraph of whole sentences."""
    if line.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or line.bold or line.size > 1.05 * sheet.body_size:
        return False
    block = reading.blocks[line.block]
    text = reading.text[block.start : block.end]
    return len(text) > _PARAGRAPH and _SENTENCE_END.search(text) is not None


def _weak_hint(reading: Reading, text: str) -> bool:
    """Whether the PDF's own title, or a running head on the next page, says the same."""
    mine, info = key(text), key(file_title(reading))
    if len(mine) > 8 and (mine in info or (len(info) > 8 and info in mine)):
        return True
    start = reading.pages[1].start if len(reading.pages) > 1 else None
    return start is not None and len(mine) > 8 and mine in key(reading.text[start : start + 400])


def _extended(best: _Cluster, lines: list[Segment], sheet: Sheet) -> tuple[Segment, ...]:
    """The cluster with the line that it goes on from, and those that go on from it."""
    first = lines.index(best.lines[0])
    parts = list(best.lines)
    while len(parts) > 1 and is_type_value(parts[0].text) and find_heads(" ".join(part.text for part in parts[1:])):
        parts.pop(0)
        first += 1
    before = lines[first - 1] if first else None
    if before and _near(sheet, before, parts[0]) and (parts[0].text[0].islower() or _unfinished(before.text)):
        parts.insert(0, before)
    for line in lines[lines.index(best.lines[-1]) + 1 :]:
        if not _over(parts[-1], line) and not _beside(parts[-1], line):
            continue
        if len(parts) > _MOST_LINES + 1 or not _near(sheet, parts[-1], line) or not _goes_on(parts, line, sheet):
            break
        parts.append(line)
    return tuple(parts)


def _near(sheet: Sheet, above: Segment, line: Segment) -> bool:
    """Whether a line follows closely, with nothing in between but what stands in a column of its own."""
    if line.box.top - above.box.bottom > 1.5 * max(above.size, line.size):
        return False
    segments = sheet.segments
    between = segments[segments.index(above) + 1 : segments.index(line)]
    return segments.index(above) < segments.index(line) and not any(_over(line, one) for one in between)


def _over(line: Segment, other: Segment) -> bool:
    """Whether two lines share some of the width of the page."""
    return min(line.box.x1, other.box.x1) > max(line.box.x0, other.box.x0)


def _unfinished(text: str) -> bool:
    text = text.rstrip()
    if text.endswith(("-", "–", ",", ":")):
        return True
    words, noise = text.split(), _noise()
    if words[-1].lower() in (noise.continuations | noise.openers) - {"kommun", "stad"}:
        return True
    return len(words) > 1 and words[-1].islower() and words[-1].endswith(noise.adjectives)


def _goes_on(parts: list[Segment], line: Segment, sheet: Sheet) -> bool:
    """Whether a line under a title belongs to it: years, owner, a continuing word, or a smaller subtitle."""
    text = line.text
    if _YEARS.fullmatch(text):
        return True
    first = text.split()[0].lower().strip(",.")
    if text[0].islower() or _SHORT_NAME.match(text) or first in _noise().continuations or _unfinished(parts[-1].text):
        return len(text.split()) <= 14
    if _NAMED_YEARS.fullmatch(text) and line.size > 1.15 * sheet.body_size:
        return True
    owner = _OWNER.match(text)
    if owner and len(text) - owner.end() < 16 and not _OWNER.search(" ".join(part.text for part in parts)):
        return True
    if find_heads(" ".join(part.text for part in parts)):
        return False
    return line.size > 1.15 * sheet.body_size and len(text.split()) <= 14
