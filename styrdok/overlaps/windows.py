"""What of some texts stands elsewhere too, told by windows of eight words in a row, order included."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from styrdok.overlaps.reuse.features import mixed
from styrdok.overlaps.reuse.stems import Codes, Positions, Tokens

Number = TypeVar("Number", bound=np.generic)
WINDOW = 8
"""Words."""
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of words ``starts:ends`` (of all words) that stand elsewhere; run ``n`` has the windows
    ``first[n]:first[n+1]``.

    The windows are numbered by what they say.
    """

    starts: Positions
    ends: Positions
    first: Positions
    windows: Positions

    @classmethod
    def none(cls) -> "Runs":
        """No runs."""
        nothing = np.zeros(0, np.int64)
        return cls(nothing, nothing, np.zeros(1, np.int64), nothing)


def windows_of(tokens: Tokens) -> Codes:
    """One hash for each window, by the word that it begins with; the last words of all begin none."""
    count = max(0, len(tokens.stems) - WINDOW + 1)
    hashes = np.zeros(count, np.uint64)
    for k in range(WINDOW):
        hashes = mixed(hashes + tokens.stems[k : k + count])
    return hashes


def kinds_of(tokens: Tokens) -> Codes:
    """The windows that stand whole in a passage, in order, each once."""
    return each_once(windows_of(tokens)[inside(tokens.owner())])


def each_once(values: NDArray[Number]) -> NDArray[Number]:
    """The values in order, each once: what ``numpy.unique`` gives in five times the time."""
    ordered = np.sort(values)
    once: NDArray[Number] = ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]
    return once


def found_in(ordered: Codes, values: Codes) -> Positions:
    """The place of each value among values in order, -1 for one that is not among them."""
    if not len(ordered):
        return np.full(len(values), -1, np.int64)
    at = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    places: Positions = np.where(ordered[at] == values, at, -1)
    return places


def inside(owner: Positions) -> NDArray[np.bool_]:
    """Of each window, whether it ends in the passage that it begins in; ``owner`` is the passage of each word."""
    count = max(0, len(owner) - WINDOW + 1)
    whole: NDArray[np.bool_] = owner[:count] == owner[WINDOW - 1 :]
    return whole


def spread(windows: Codes, whole: NDArray[np.bool_], lines: Positions, least: int) -> Positions:
    """The number of each window that stands in at least ``least`` lines, -1 for every other.

    ``whole`` tells those that stand in one passage, ``lines`` the line of each word.
    """
    places = np.flatnonzero(whole)
    order = places[np.argsort(windows[places])]
    begin = np.ones(len(order), bool)
    begin[1:] = windows[order[1:]] != windows[order[:-1]]
    number = np.cumsum(begin) - 1
    often = np.bincount(number)[number] >= least if len(number) else begin
    order, number = order[often], number[often]
    enough = meets(number, lines[order], least)
    found = np.full(len(windows), -1, np.int64)
    found[order[enough]] = number[enough]
    return found


def runs_of(owner: Positions, number: Positions) -> Runs:
    """The longest runs of windows that have a number (-1 is none), each within one passage."""
    places = np.flatnonzero(number >= 0)
    if not len(places):
        return Runs.none()
    begin = np.ones(len(places), bool)
    begin[1:] = (np.diff(places) != 1) | (np.diff(owner[places]) != 0)
    first = np.append(np.flatnonzero(begin), len(places))
    return Runs(places[first[:-1]], places[first[1:] - 1] + WINDOW, first, number[places])


def texts_of(runs: Runs) -> Positions:
    """For each run the lowest of those that it hangs together with by windows in common: the number of its text."""
    count = len(runs.starts)
    owner = np.repeat(np.arange(count), np.diff(runs.first))
    _, at, number = np.unique(runs.windows, return_index=True, return_inverse=True)
    return _lowest(count, owner[at][number], owner)


def likenesses(first: Positions, windows: Positions) -> tuple[Positions, Positions]:
    """Texts, each named after one spot, and the spots that have them, side by side.

    Spot ``n`` has the windows ``first[n]:first[n + 1]``, each once. It has the text of another when it has three fifths
    of the windows of that: a changed number costs a sentence of twenty words so many. The spots with most windows in
    common with all others name a text first; those that have three fifths of each other name one together. Unlike what
    hangs together (:func:`texts_of`), all that have a text have most of it, however many there are.
    """
    lengths = np.diff(first)
    spots, named = np.repeat(np.arange(len(lengths)), lengths), np.zeros(len(lengths), bool)
    having, counts = spots[np.argsort(windows, kind="stable")], np.bincount(windows)
    begins = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    shared = np.add.reduceat(counts[windows], first[:-1]) if len(lengths) else lengths
    texts, owners = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for spot in np.argsort(-shared, kind="stable").tolist():
        if named[spot]:
            continue
        own = windows[first[spot] : first[spot + 1]].tolist()
        among = np.concatenate([having[begins[window] : begins[window + 1]] for window in own])
        met, often = np.unique(among, return_counts=True)
        named[met[often >= _MOST * np.maximum(lengths[met], len(own))]] = True
        owners.append(met[often >= _MOST * len(own)])
        texts.append(np.full(len(owners[-1]), spot))
    return np.concatenate(texts), np.concatenate(owners)


def meets(numbers: Positions, others: Positions, least: int) -> NDArray[np.bool_]:
    """Whether each number stands beside at least ``least`` different others."""
    most = int(others.max(initial=0)) + 1
    meetings = np.sort(numbers * most + others)
    apart = np.diff(meetings, prepend=-1) != 0
    many = np.bincount(meetings[apart] // most, minlength=int(numbers.max(initial=-1)) + 1)
    found: NDArray[np.bool_] = (many >= least)[numbers]
    return found


def _lowest(count: int, one: Positions, other: Positions) -> Positions:
    """For each of ``count`` things the lowest that it hangs together with, by pairs of things that do."""
    lowest: Positions = np.arange(count)
    while True:
        low = np.minimum(lowest[one], lowest[other])
        found = lowest.copy()
        for side in (one, other):
            np.minimum.at(found, side, low)
            np.minimum.at(found, lowest[side], low)
        while not np.array_equal(found[found], found):
            found = found[found]
        if np.array_equal(found, lowest):
            return lowest
        lowest = found
