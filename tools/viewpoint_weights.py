#!/usr/bin/env python3
"""Weigh the clues of viewpoints: builds ``styrdok/extraction/lexicon/viewpoint_weights.tsv`` from documents with gold.

    tools/viewpoint_weights.py FOLDER...             write the table
    tools/viewpoint_weights.py --held-out FOLDER...  print how well weights made without a folder read that folder

A folder holds PDFs and, beside each, its ``.gold.json``; one that is named twice counts twice. Every sentence of a
paper with viewpoints in its gold is an example, but for those that the gold calls doubtful. So are the sentences of
``tests/cases/statements.toml``, several times over: the table must keep what they hold; and those of
``viewpoint_examples.tsv``, written for this. Two logistic regressions are fitted: viewpoint or not, and of which kind.
The kind is also told by stems of words, of which those alone count that several sets share: what one town calls things
tells nothing of the next. Each example is taken twice, the second time without the wordings of ``viewpoints.toml``:
those were written with some of the folders at hand, and the general fields must be able to decide alone. A field that
names its kinds starts from there, so that few examples move its weights little. In the end a viewpoint is made a little
harder to be: one too many costs a reader more than one too few.

The table is made from the corpus counted five times and the real documents six times, as they are what the figures
must hold on, beside nine invented cities and regions, once each.
"""

import argparse
import json
import re
import sys
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from styrdok.extraction.extract import mentions
from styrdok.extraction.metadata.describe import describe
from styrdok.extraction.metadata.fields import fields as metadata_fields
from styrdok.extraction.statements.opinion import Place, is_stem
from styrdok.extraction.statements.opinion_lexicon import ALWAYS, VIEWPOINT, fields
from styrdok.extraction.statements.viewpoint_lexicon import viewpoint_lexicon
from styrdok.extraction.statements.viewpoints import judged, sentence_clues
from styrdok.reading.anchors import anchor
from styrdok.reading.reader import read
from styrdok.vocabulary import Kind, ViewpointKind

_TABLE = Path(__file__).parents[1] / "styrdok/extraction/lexicon/viewpoint_weights.tsv"
_HEAD = """\
# What each clue weighs for a sentence being a viewpoint, and for each kind of viewpoint. Built by
# tools/viewpoint_weights.py; the fields of words stand in viewpoint_fields.toml. A sentence is a viewpoint when its
# weights for "viewpoint", with that of "always", add up to more than nought; its kind is that with the highest sum.
"""
_KINDS = tuple(ViewpointKind)
_WORDED = ("worded", "strong ", "weak ", "attitude")
_PRIOR, _PRIOR_WORDED = 1.2, 1.8
_TIE_KIND, _TIE_VIEWPOINT = 15.0, 0.3
_ROUNDS = 300
_LEAST, _LEAST_STEM = 0.05, 0.15
_FEWEST_SETS = 3
_CAUTION = 1.0
_AGAINST, _FOR = -2.0, 1.0
_CASES = Path(__file__).parents[1] / "tests/cases/statements.toml"
_CASES_COUNT = 3
_WRITTEN = Path(__file__).with_name("viewpoint_examples.tsv")
_NO_VIEWPOINT = "-"
_SHAPES = ("question", "asked for")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its clues, and of which kinds it is a viewpoint; none where it is not one."""

    folder: str
    clues: frozenset[str]
    kinds: frozenset[ViewpointKind]


def main(arguments: Sequence[str]) -> int:
    """Read the folders and write the table, or print figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args(arguments)
    examples = [*_cases(), *_written(), *(example for folder in options.folders for example in _examples(folder))]
    if options.held_out:
        for folder in dict.fromkeys(options.folders):
            _print_held_out(folder.name, examples)
        return 0
    rows = _rows(examples)
    text = _HEAD + "clue\tspeaks_for\tweight\n" + "".join(f"{a}\t{b}\t{w:.2f}\n" for a, b, w in rows)
    _TABLE.write_text(text, encoding="utf-8")
    return 0


def _cases() -> Iterator[Example]:
    """The sentences written for the tests, as a reply would say them."""
    place = Place(Kind.REPLY, "Förvaltningens synpunkter")
    for case in tomllib.loads(_CASES.read_text(encoding="utf-8"))["viewpoint"]:
        found = sentence_clues(case["text"], place, viewpoint_lexicon())
        kinds = frozenset({ViewpointKind(case["kind"])} if case["kind"] else ())
        yield from [Example(_CASES.name, found, kinds)] * _CASES_COUNT


def _written() -> Iterator[Example]:
    """The sentences written for the weights, dealt into as many heaps as sets are asked for."""
    place = Place(Kind.REPLY, "Förvaltningens synpunkter")
    lines = [line for line in _WRITTEN.read_text(encoding="utf-8").splitlines()[1:] if not line.startswith("#")]
    for number, (kind, text) in enumerate(line.split("\t") for line in lines):
        kinds = frozenset(() if kind == _NO_VIEWPOINT else {ViewpointKind(kind)})
        heap = f"{_WRITTEN.name} {number % _FEWEST_SETS}"
        yield Example(heap, sentence_clues(text, place, viewpoint_lexicon()), kinds)


def _examples(folder: Path) -> Iterator[Example]:
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(gold, dict) and gold.get("viewpoints"):
            yield from _of_paper(path.with_name(path.name.replace(".gold.json", ".pdf")), gold["viewpoints"])


def _of_paper(pdf: Path, gold: list[dict[str, object]]) -> Iterator[Example]:
    reading = read(pdf.read_bytes())
    description = describe(metadata_fields(reading))
    for voice, clues in judged(reading, mentions(reading, description), description):
        sentence = voice.sentence
        page = anchor(reading, sentence.start, sentence.end).page
        told = [one for one in gold if one["page"] == page and _same(str(one["text"]), sentence.text)]
        certain = [one for one in told if not one.get("doubtful")]
        if voice.speaker_kind and (certain or not told):
            kinds = {kind for one in certain for kind in (one["kind"], *_listed(one.get("kind_also")))}
            yield Example(pdf.parent.name, clues, frozenset(ViewpointKind(str(kind)) for kind in kinds))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value else []


def _same(one: str, other: str) -> bool:
    """Whether one of two texts begins inside the other, by letters and digits alone."""
    a, b = (re.sub(r"[\W_]", "", unicodedata.normalize("NFC", text).lower()) for text in (one, other))
    return a[:25] in b or b[:25] in a


def _rows(examples: Sequence[Example]) -> list[tuple[str, str, float]]:
    names = _names(examples)
    told = _kind_names(examples)
    weights = {(VIEWPOINT, name): w for name, w in zip((*names, ALWAYS), _fit_viewpoint(examples, names), strict=True)}
    weights[VIEWPOINT, ALWAYS] -= _CAUTION
    by_kind = _fit_kinds(examples, told)
    for name, row in zip((*told, ALWAYS), by_kind, strict=True):
        weights.update({(kind.value, name): w for kind, w in zip(_KINDS, row, strict=True)})
    order = {VIEWPOINT: 0, **{kind.value: 1 + at for at, kind in enumerate(_KINDS)}}
    kept = [
        (name, target, float(w))
        for (target, name), w in weights.items()
        if abs(w) >= (_LEAST_STEM if is_stem(name) else _LEAST)
    ]
    return sorted(kept, key=lambda row: (row[0] != ALWAYS, row[0], order[row[1]]))


def _names(examples: Sequence[Example]) -> tuple[str, ...]:
    """The clues that may tell a viewpoint: all but the stems, which are too many for so few examples."""
    found = {clue for one in examples for clue in one.clues if not is_stem(clue)}
    return tuple(sorted(found | {field.name for field in fields()}))


def _kind_names(examples: Sequence[Example]) -> tuple[str, ...]:
    """The clues that may tell the kind: words and what several sets have of stems, not the place of the sentence."""
    words = {name for field in fields() for name in (field.name, f"{field.name}+")} - {"day", "day+"}
    sets: dict[str, set[str]] = {}
    for one in (one for one in examples if one.kinds):
        for clue in filter(is_stem, one.clues):
            sets.setdefault(clue, set()).add(one.folder)
    shared = tuple(sorted(stem for stem, held in sets.items() if len(held) >= _FEWEST_SETS))
    named = (name for name in _names(examples) if name in words or name.startswith(_WORDED[:3]) or name in _SHAPES)
    return (*named, *shared)


def _doubled(examples: Sequence[Example]) -> list[Example]:
    bare = [replace(one, clues=frozenset(c for c in one.clues if not c.startswith(_WORDED))) for one in examples]
    return [*examples, *bare]


def _matrix(examples: Sequence[Example], names: Sequence[str]) -> np.ndarray:
    at = {name: column for column, name in enumerate(names)}
    clues = np.zeros((len(examples), len(names) + 1), dtype=np.float32)
    for row, example in enumerate(examples):
        clues[row, [at[clue] for clue in example.clues if clue in at]] = 1
    clues[:, -1] = 1
    return clues


def _fit_viewpoint(examples: Sequence[Example], names: Sequence[str]) -> np.ndarray:
    rows = _doubled(examples)
    clues, wanted = _matrix(rows, names), np.array([bool(row.kinds) for row in rows], dtype=float)
    tie = np.array([_TIE_VIEWPOINT] * len(names) + [0.0])
    against = {field.name for field in fields() if field.against}
    start = np.array([*(_AGAINST * (name in against) + _FOR * name.startswith("strong ") for name in names), 0.0])

    def slope(weights: np.ndarray) -> np.ndarray:
        rise: np.ndarray = clues.T @ (1 / (1 + np.exp(-clues @ weights)) - wanted) + tie * (weights - start)
        return rise

    return _least(slope, start, _steepest(clues) / 4 + tie.max())


def _fit_kinds(examples: Sequence[Example], names: Sequence[str]) -> np.ndarray:
    rows = _doubled([example for example in examples if example.kinds])
    clues = _matrix(rows, names)
    wanted = np.array([[kind in row.kinds for kind in _KINDS] for row in rows], dtype=float)
    start = _prior(names)

    def slope(weights: np.ndarray) -> np.ndarray:
        guess = np.exp(clues @ weights - (clues @ weights).max(axis=1, keepdims=True))
        guess /= guess.sum(axis=1, keepdims=True)
        aim = guess * wanted / ((guess * wanted).sum(axis=1, keepdims=True) + 1e-12)
        rise: np.ndarray = clues.T @ (guess - aim) + _TIE_KIND * (weights - start)
        return rise

    return _least(slope, start, _steepest(clues) / 2 + _TIE_KIND)


def _steepest(clues: np.ndarray) -> float:
    """The largest eigenvalue of what the clues share, which bounds how far a step may go."""
    way = np.ones(clues.shape[1])
    for _ in range(20):
        way = clues.T @ (clues @ way)
        size = float(np.linalg.norm(way))
        way /= size
    return size


def _least(slope: Callable[[np.ndarray], np.ndarray], start: np.ndarray, bound: float) -> np.ndarray:
    """The weights where the slope is nought, by descent with momentum."""
    weights, ahead, pace = start.copy(), start.copy(), 1.0
    for _ in range(_ROUNDS):
        moved = ahead - slope(ahead) / bound
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = moved + (pace - 1) / faster * (moved - weights)
        weights, pace = moved, faster
    return weights


def _prior(names: Sequence[str]) -> np.ndarray:
    """Where the weights for the kinds start: from what fields and wordings speak of by themselves."""
    weights = np.zeros((len(names) + 1, len(_KINDS)))
    at = {name: row for row, name in enumerate(names)}
    for field in fields():
        for kind in field.kinds:
            for name, weight in ((field.name, _PRIOR), (f"{field.name}+", _PRIOR / 2)):
                if name in at:
                    weights[at[name], _KINDS.index(kind)] = weight
    for column, kind in enumerate(_KINDS):
        if kind is ViewpointKind.OTHER:
            continue
        for name in (f"worded {kind.value}", f"strong {kind.value}", f"weak {kind.value}"):
            if name in at:
                weights[at[name], column] = _PRIOR_WORDED / (2 if name.startswith("weak") else 1)
    return weights


def _print_held_out(folder: str, examples: Sequence[Example]) -> None:
    taught = [example for example in examples if example.folder != folder]
    asked = [example for example in examples if example.folder == folder]
    names = _names(taught)
    told = _kind_names(taught)
    weights, kinds = _fit_viewpoint(taught, names), _fit_kinds(taught, told)
    said = _matrix(asked, names) @ weights > _CAUTION
    right = (_matrix(asked, told) @ kinds).argmax(axis=1)
    hits = sum(bool(one.kinds) and yes for one, yes in zip(asked, said, strict=True))
    exact = sum(_KINDS[kind] in one.kinds and yes for one, yes, kind in zip(asked, said, right, strict=True))
    wanted = sum(bool(one.kinds) for one in asked)
    print(f"{folder}\tviewpoint {_f1(hits, said.sum(), wanted):.3f}\tand its kind {_f1(exact, said.sum(), wanted):.3f}")


def _f1(hits: int, said: int, wanted: int) -> float:
    return 2 * hits / (said + wanted) if said + wanted else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
