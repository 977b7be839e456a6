"""Entries of a form: labels with their values, wherever the values stand.

A value stands after its label on the same line, to the right of it, or below it. In a row of labels the values stand
below, each in the column of its label; where a grid was flattened and the columns are lost, the values are told apart
by what they say (:mod:`styrdok.extraction.metadata.alignment`).
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from styrdok.extraction.metadata.alignment import align, suits
from styrdok.extraction.metadata.labels import Label
from styrdok.extraction.metadata.marks import UNKNOWN, Mark, cut, find_marks
from styrdok.extraction.metadata.segments import Segment, Sheet, same_row
from styrdok.extraction.metadata.values import read_paragraph
from styrdok.swedish.compounds import split_compound
from styrdok.swedish.lexicon import readings
from styrdok.tables import read_toml

_SPAN_CUT = re.compile(r"(\d\s?[-–—])\s(?=\d)")
_FIRST = re.compile(r"[A-ZÅÄÖÉ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?")
_SURNAME = re.compile(rf"{_FIRST.pattern}(?: {_FIRST.pattern})?")
_MAX_LINES = 4
_ZONE_LINES = 10
_SURE = 3
_LONG_WORD = 8
_COLUMN, _EDGE = 1.5, 4.0
_WORDS = frozenset({"applies_to", "replaces"})
_NAMES = frozenset({"responsible", "adopter", "applies_to", "title"})
_UNFINISHED = re.compile(r"(?:[,\-–—/&]|\b(?:och|eller|samt|för|av|med|i|på|till|om|den|inom|gällande|kring))$", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and its value; ``parts`` are the value's segments, none where the form was left empty.

    ``form`` tells where the value stood: ``same`` line, to the ``right``, ``below``, or in a ``flat`` grid.
    ``after`` holds the next lines under a value that stood on its label's line.
    """

    label: Label
    written: str
    colon: bool
    place: Segment
    parts: tuple[Segment, ...]
    form: str
    after: tuple[Segment, ...] = ()

    @property
    def value(self) -> str:
        """The value as one line of text."""
        return join(part.text for part in self.parts)


def join(texts: Iterable[str]) -> str:
    """Lines of one value as one text; a date, a number or a word broken at the end of its line is whole again."""
    lines = [line for line in (" ".join(text.split()) for text in texts) if line]
    text = lines[0] if lines else ""
    for line in lines[1:]:
        text += line if _broken_word(text, line) else f" {line}"
    return _SPAN_CUT.sub(r"\1", text)


def _broken_word(above: str, line: str) -> bool:
    """Whether a long word was cut without a hyphen at the edge of a narrow column: *…samord* over *naren*."""
    last, first = above.rsplit(" ", 1)[-1], line.split(" ", 1)[0].strip(".,;:")
    if len(last) < _LONG_WORD or not (last.isalpha() and first.isalpha() and first.islower()):
        return False
    return not _is_known(last) and (_is_known(last + first) or (last + first).endswith(_office_endings()))


def _is_known(word: str) -> bool:
    """Whether the dictionary has a word, or can take it apart."""
    return bool(readings(word.lower())) or len(split_compound(word)) > 1


@dataclass(frozen=True)
class _Form:
    """The labels of a page and what stands free beside them."""

    free: Sheet
    marks: tuple[Mark, ...]

    @property
    def heads(self) -> list[Segment]:
        return [mark.place for mark in self.marks]


def entries(sheet: Sheet) -> tuple[Entry, ...]:
    """All labels of a page with their values, from top to bottom."""
    marks, free = find_marks(sheet)
    form = _Form(Sheet(sheet.number, sheet.width, sheet.height, free, sheet.body_size), marks)
    found = [_entry(form, mark) for mark in marks]
    for run in _runs(form, found):
        found[run[0] : run[-1] + 1] = _settled(form, [found[index] for index in run])
    return tuple(_recognised(entry) for entry in found)


def _recognised(entry: Entry) -> Entry:
    """An entry whose label no table knows, when its value is the day and paragraph of a decision."""
    if entry.label is UNKNOWN and read_paragraph(entry.value, None) and suits("decision_date", entry.value) > _SURE:
        return replace(entry, label=Label("decision_date", 2, True))
    return entry


def _entry(form: _Form, mark: Mark) -> Entry:
    kind, parts = _value(form, mark)
    after = tuple(_lines_after(form, mark, parts)) if kind == "same" else ()
    return Entry(mark.found.label, mark.found.written, mark.found.colon, mark.place, tuple(parts), kind, after)


def _value(form: _Form, mark: Mark) -> tuple[str, list[Segment]]:
    if mark.rest is not None:
        return "same", [mark.rest, *_continued(form, mark, mark.rest)]
    right_label = _nearest_right(mark.place, form.heads)
    right = None if mark.row else form.free.right_of(mark.place)
    if right is not None and _fits_better_below(form, mark, right):
        right = None
    if right is not None and (right_label is None or right.box.x0 < right_label.box.x0):
        return "right", [right, *_continued(form, mark, right)]
    limit = right_label.box.x0 - 2 if right_label is not None else form.free.width
    return "below", _under(form, mark.place, limit)


def _fits_better_below(form: _Form, mark: Mark, right: Segment) -> bool:
    """Whether what stands under a label in its narrow column is its value, and not the running text beside it."""
    field = mark.found.label.field
    if right.box.x0 - mark.place.box.x1 < _COLUMN * mark.place.size or suits(field, right.text) > 0:
        return False
    under = _under(form, mark.place, right.box.x0 - 2)
    return bool(under) and abs(under[0].box.x0 - mark.place.box.x0) < _EDGE and suits(field, join([under[0].text])) > 1


def _nearest_right(place: Segment, heads: list[Segment]) -> Segment | None:
    row = [
        other for other in heads if other is not place and same_row(place, other) and other.box.x0 >= place.box.x1 - 1
    ]
    return min(row, key=lambda other: other.box.x0, default=None)


def _continued(form: _Form, mark: Mark, first: Segment) -> Iterator[Segment]:
    """Further lines of a value: hanging under its first line, or under the label after a line that is unfinished."""
    last, label = first, mark.place
    hanging = first.box.x0 - label.box.x0 > 2 * first.size
    others = [head for head in form.heads if head is not label]
    if any(same_row(first, head) and 0 <= head.box.x0 - first.box.x1 < first.size for head in others):
        return
    surname = _surname(form, mark, first)
    if surname is not None:
        yield surname
        return
    for _ in range(_MAX_LINES - 1):
        unfinished = _UNFINISHED.search(last.text) is not None or _goes_on(form, mark, last)
        columns = (first, label, mark.line or label) if unfinished else (first,)
        under = _line_near(form.free, last, columns) if unfinished or hanging else None
        under = under or _wrapped(form, mark, last)
        if under is None or any(same_row(under, head) for head in others):
            return
        yield under
        last = under


def _goes_on(form: _Form, mark: Mark, last: Segment) -> bool:
    """Whether the words of a sentence go on in small letters on the next line of their paragraph."""
    under = _line_near(form.free, last, (last, mark.line or mark.place))
    if under is None or mark.found.label.field not in _WORDS or last.text.rstrip().endswith((".", ":", ";")):
        return False
    return under.block == last.block and under.text[:1].islower()


def _wrapped(form: _Form, mark: Mark, last: Segment) -> Segment | None:
    """One or two words that ran over to the next line of a narrow column, right before the next label."""
    under = _line_near(form.free, last, (mark.line or mark.place,))
    if under is None or len(under.text.split()) > 2 or under.text[0].isdigit():
        return None
    following = [head for head in form.heads if 0 <= head.box.top - under.box.bottom < 0.9 * under.size]
    return under if following and mark.found.label.field in _NAMES else None


def _surname(form: _Form, mark: Mark, last: Segment) -> Segment | None:
    """The surname that an imprint between bars has on its next line, where the first name ends a line."""
    left = [part for part in (*form.heads, *form.free.segments) if same_row(part, last) and part.box.x1 < last.box.x0]
    if mark.found.label.field != "responsible" or len(left) < 2 or not _is_first_name(last.text):
        return None
    under = _line_near(form.free, last, (min(left, key=lambda part: part.box.x0),))
    return under if under is not None and _is_surname(under.text) else None


def _lines_after(form: _Form, mark: Mark, parts: Sequence[Segment]) -> Iterator[Segment]:
    last = parts[-1]
    for _ in range(2):
        under = _line_near(form.free, last, (parts[0], mark.place), 1.6)
        if under is None:
            return
        yield under
        last = under


def _line_near(sheet: Sheet, last: Segment, columns: tuple[Segment, ...], reach: float = 0.9) -> Segment | None:
    for other in sheet.segments:
        gap = other.box.top - last.box.bottom
        near = -0.35 * last.height <= gap <= reach * last.size and abs(other.size - last.size) < 1.5
        if near and any(abs(other.box.x0 - column.box.x0) < 4 for column in columns):
            return other
    return None


def _under(form: _Form, place: Segment, limit: float) -> list[Segment]:
    """The lines of the column under a label, up to the next label or a wide gap."""
    stop = min((head.box.top for head in form.heads if _below(place, head, limit)), default=form.free.height)
    return list(_lines(form.free.below(place, limit), place, stop, _MAX_LINES))


def _lines(
    candidates: Iterable[Segment], place: Segment, stop: float, most: int, loose: bool = False
) -> Iterator[Segment]:
    """Lines that follow each other closely, in about the same size."""
    taken: list[Segment] = []
    bottom = place.box.bottom
    for other in candidates:
        reach = 3.0 if loose else 2.2 if not taken else 0.9
        if other.box.top - bottom > reach * max(place.size, other.size) or other.box.top >= stop - 0.3 * other.height:
            return
        if loose and other.size > 1.3 * place.size:
            bottom = max(bottom, other.box.bottom)
            continue
        if len(taken) == most or (taken and abs(other.size - taken[0].size) > 2):
            return
        taken.append(other)
        yield other
        bottom = max(bottom, other.box.bottom)


def _below(place: Segment, head: Segment, limit: float) -> bool:
    return head.box.top > place.box.bottom - 0.4 * place.height and place.box.x0 - 6 <= head.box.x0 < limit


# ------------------------------------------------------------ rows and stacks of labels


def _runs(form: _Form, found: list[Entry]) -> Iterator[list[int]]:
    """Neighbouring labels without a value of their own line: a row of labels, or a stack of them."""
    run: list[int] = []
    for index, entry in enumerate(found):
        joined = run and _adjacent(found[run[-1]], entry)
        if entry.form == "below" and (joined or not run):
            run.append(index)
            continue
        if len(run) > 1:
            yield run
        run = [index] if entry.form == "below" else []
    if len(run) > 1:
        yield run


def _adjacent(before: Entry, entry: Entry) -> bool:
    if same_row(before.place, entry.place):
        return True
    gap = entry.place.box.top - before.place.box.bottom
    return (
        not before.parts and -2 <= gap < 2.5 * before.place.size and abs(entry.place.box.x0 - before.place.box.x0) < 6
    )


def _settled(form: _Form, run: list[Entry]) -> list[Entry]:
    """The entries of a run: as they are when every value keeps to its column, else aligned by what values say.

    A row with a label that no table knows was told from its columns in the first place.
    """
    stacked = not same_row(run[0].place, run[-1].place)
    empty = not any(entry.parts for entry in run)
    seen = any(entry.label is UNKNOWN for entry in run)
    if seen or (stacked and empty) or (not empty and _columns_hold(run)):
        return run
    zone = _zone(form, run)
    tokens = [part for line in zone for part in ([line] if stacked else _words(line))]
    ranges = align([entry.label.field for entry in run], [token.text for token in tokens])
    return [_refilled(entry, tokens, chosen) for entry, chosen in zip(run, ranges, strict=True)]


def _columns_hold(run: list[Entry]) -> bool:
    """Whether no value reaches into the column of the next label, and none is impossible under its own."""
    row = [entry for entry in run if same_row(entry.place, run[-1].place)]
    if len(row) < 2 or any(entry.parts and suits(entry.label.field, entry.value) < -1 for entry in run):
        return False
    for entry, following in itertools.pairwise(row):
        if any(part.box.x1 > following.place.box.x0 + 2 for part in entry.parts):
            return False
    return True


def _zone(form: _Form, run: list[Entry]) -> list[Segment]:
    """The lines under a run of labels, up to the next label."""
    last = max((entry.place for entry in run), key=lambda place: place.box.bottom)
    middle = (last.box.top + last.box.bottom) / 2
    stop = min((head.box.top for head in form.heads if head.box.top > last.box.bottom - 1), default=form.free.height)
    candidates = [other for other in form.free.segments if other.box.top > middle]
    return list(_lines(candidates, last, stop, _ZONE_LINES, loose=True))


def _words(line: Segment) -> list[Segment]:
    return [cut(line, match.start(), match.end()) for match in re.finditer(r"\S+", line.text)]


def _refilled(entry: Entry, tokens: list[Segment], chosen: tuple[int, int] | None) -> Entry:
    parts = tuple(tokens[chosen[0] : chosen[1]]) if chosen else ()
    return Entry(entry.label, entry.written, entry.colon, entry.place, parts, "flat")


@lru_cache(maxsize=1)
def _office_endings() -> tuple[str, ...]:
    """The endings of posts, definite or not, and of units."""
    posts = read_toml("styrdok.extraction.lexicon", "adopters.toml")["posts"]["endings"]
    units = read_toml("styrdok.extraction.lexicon", "titles.toml")["noise"]["units"]
    return (*posts, *(f"{post}en" for post in posts), *(f"{post}n" for post in posts), *units)


def _is_first_name(text: str) -> bool:
    """Whether a value is one capitalised word that names no post and no unit."""
    return _FIRST.fullmatch(text) is not None and not text.lower().endswith(_office_endings())


def _is_surname(text: str) -> bool:
    """Whether a line is one or two capitalised words and nothing else."""
    return _SURNAME.fullmatch(text) is not None and not text.lower().endswith(_office_endings())
