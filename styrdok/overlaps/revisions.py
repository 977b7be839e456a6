"""What became of a document from one edition to the next: kept, changed, moved, added, removed.

The text is compared sentence by sentence, so that it does not matter where paragraphs were broken; neighbouring
sentences of one passage that met the same fate are told as one change.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from styrdok.findings import Record
from styrdok.models import Anchor
from styrdok.overlaps.anchors import part
from styrdok.overlaps.labels import plain
from styrdok.overlaps.reuse.spans import coded
from styrdok.overlaps.reuse.stems import tokenise
from styrdok.swedish.sentences import sentences

_ALIKE = 0.5
_WINDOW = 512


class Fate(StrEnum):
    """What happened to a piece of text."""

    KEPT = "kept"
    CHANGED = "changed"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One piece of text in the old and the new edition, with how alike the two are (0–1)."""

    fate: Fate
    old: Anchor | None
    new: Anchor | None
    similarity: float
    section: str


@dataclass(frozen=True, slots=True)
class _Unit:
    passage: int
    section: str
    anchor: Anchor


def revision_history(old: Record, new: Record) -> tuple[Change, ...]:
    """The changes from an old edition to a new one, in the order of the new; removed text where it once stood."""
    before, after = _units(old), _units(new)
    matched = _matched([u.anchor.text for u in before], [u.anchor.text for u in after])
    in_order = _longest_rising([(i, j) for i, j, _ in matched])
    changes = [_change(before[i], after[j], likeness, (i, j) in in_order) for i, j, likeness in matched]
    keyed = [((j, 1, i), change) for (i, j, _), change in zip(matched, changes, strict=True)]
    keyed += [((j, 1, -1), _alone(Fate.ADDED, after[j])) for j in _others(len(after), {j for _, j, _ in matched})]
    gone = _others(len(before), {i for i, _, _ in matched})
    keyed += [((_place(i, sorted(in_order)), 0, i), _alone(Fate.REMOVED, before[i])) for i in gone]
    return tuple(_gathered([change for _, change in sorted(keyed, key=lambda row: row[0])]))


def _units(record: Record) -> list[_Unit]:
    units = []
    for passage in record.extraction.passages:
        text = passage.anchor.text
        for start, end in sentences(text):
            units.append(_Unit(passage.index, passage.section, part(passage.anchor, start, end)))
    return units


def _matched(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, float]]:
    """Pairs of sentences (old, new, likeness), each sentence once, the most alike first."""
    tokens = tokenise([*before, *after])
    words = coded(tokens, np.arange(tokens.passages))
    left = [words[i] for i in range(len(before))]
    right = [words[len(before) + j] for j in range(len(after))]
    found = []
    for begin in range(0, len(left), _WINDOW):
        rows = process.cdist(
            left[begin : begin + _WINDOW], right, scorer=LCSseq.normalized_similarity, score_cutoff=_ALIKE
        )
        for i, j in np.argwhere(rows >= _ALIKE).tolist():
            if left[begin + i]:
                found.append((begin + i, j, round(float(rows[i, j]), 4)))
    scale = max(1, len(before)), max(1, len(after))
    found.sort(key=lambda row: (-row[2], abs(row[0] / scale[0] - row[1] / scale[1]), row[0], row[1]))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    kept = []
    for i, j, likeness in found:
        if i not in taken_old and j not in taken_new:
            kept.append((i, j, likeness))
            taken_old.add(i)
            taken_new.add(j)
    return sorted(kept)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The longest run of pairs (sorted by old place) that also rise in new place."""
    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for k, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        back.append(at[place - 1] if place else -1)
        tails[place : place + 1] = [j]
        at[place : place + 1] = [k]
    run, k = set(), at[-1] if at else -1
    while k >= 0:
        run.add(pairs[k])
        k = back[k]
    return run


def _change(old: _Unit, new: _Unit, likeness: float, in_order: bool) -> Change:
    same = plain(old.anchor.text) == plain(new.anchor.text)
    fate = (Fate.KEPT if same else Fate.CHANGED) if in_order else Fate.MOVED
    return Change(fate, old.anchor, new.anchor, likeness, new.section)


def _alone(fate: Fate, unit: _Unit) -> Change:
    old, new = (unit.anchor, None) if fate is Fate.REMOVED else (None, unit.anchor)
    return Change(fate, old, new, 0.0, unit.section)


def _others(count: int, taken: set[int]) -> list[int]:
    return [number for number in range(count) if number not in taken]


def _place(old: int, in_order: Sequence[tuple[int, int]]) -> int:
    """The new place before which a removed sentence once stood."""
    following = bisect_left(in_order, (old, -1))
    return in_order[following][1] if following < len(in_order) else 1 << 30


def _gathered(changes: Sequence[Change]) -> list[Change]:
    """Neighbouring changes of one fate and one place told as one."""
    gathered: list[Change] = []
    for change in changes:
        last = gathered[-1] if gathered else None
        if last and last.fate is change.fate and last.section == change.section and _adjoin(last, change):
            gathered[-1] = Change(
                last.fate,
                _joined(last.old, change.old),
                _joined(last.new, change.new),
                min(last.similarity, change.similarity),
                last.section,
            )
        else:
            gathered.append(change)
    return gathered


def _adjoin(a: Change, b: Change) -> bool:
    return all(_next(x, y) for x, y in ((a.old, b.old), (a.new, b.new)))


def _next(a: Anchor | None, b: Anchor | None) -> bool:
    if a is None or b is None:
        return a is None and b is None
    return a.page == b.page and 0 <= b.start - a.end <= 2


def _joined(a: Anchor | None, b: Anchor | None) -> Anchor | None:
    if a is None or b is None:
        return None
    boxes = a.boxes + tuple(box for box in b.boxes if box not in a.boxes)
    return Anchor(a.page, a.start, b.end, f"{a.text} {b.text}", boxes)
