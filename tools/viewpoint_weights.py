#!/usr/bin/env python3
"""Weigh the clues of viewpoints: builds ``styrdok/extraction/lexicon/viewpoint_weights.tsv`` from documents with gold.

    tools/viewpoint_weights.py FOLDER...             write the table
    tools/viewpoint_weights.py --held-out FOLDER...  print how well weights made without a folder read that folder

A folder holds PDFs and, beside each, its ``.gold.json``; one that is named twice counts twice. Every sentence of a
paper with viewpoints in its gold is an example, but for those that the gold calls doubtful. So are the sentences of
``tests/cases/statements.toml``, several times over: the table must keep what they hold. Two logistic regressions
are fitted: viewpoint or not, and of which kind. Each example is taken twice, the second time without the wordings of
``viewpoints.toml``: those were written with some of the folders at hand, and the general fields must be able to decide
alone. A field that names its kinds starts from there, so that few examples move its weights little. In the end a
viewpoint is made a little harder to be: one too many costs a reader more than one too few.

The table is made from the corpus counted five times and the real documents six times, as they are what the figures
must hold on, beside seven invented cities and regions, once each.
"""

import argparse
import json
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from styrdok.extraction.extract import mentions
from styrdok.extraction.metadata import fields as metadata_fields
from styrdok.extraction.metadata.describe import describe
from styrdok.extraction.statements.opinion import Place
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
_TIE_KIND, _TIE_VIEWPOINT = 0.15, 0.03
_ROUNDS, _STEP, _MOMENTUM = 400, 0.15, 0.9
_LEAST = 0.05
_CAUTION = 1.0
_AGAINST, _FOR = -2.0, 1.0
_CASES = Path(__file__).parents[1] / "tests/cases/statements.toml"
_CASES_COUNT = 3


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
    examples = [*_cases(), *(example for folder in options.folders for example in _examples(folder))]
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
    told = _kind_names(names)
    weights = {(VIEWPOINT, name): w for name, w in zip((*names, ALWAYS), _fit_viewpoint(examples, names), strict=True)}
    weights[VIEWPOINT, ALWAYS] -= _CAUTION
    by_kind = _fit_kinds(examples, told)
    for name, row in zip((*told, ALWAYS), by_kind, strict=True):
        weights.update({(kind.value, name): w for kind, w in zip(_KINDS, row, strict=True)})
    order = {VIEWPOINT: 0, **{kind.value: 1 + at for at, kind in enumerate(_KINDS)}}
    kept = [(name, target, float(w)) for (target, name), w in weights.items() if abs(w) >= _LEAST]
    return sorted(kept, key=lambda row: (row[0] != ALWAYS, row[0], order[row[1]]))


def _names(examples: Sequence[Example]) -> tuple[str, ...]:
    return tuple(sorted({clue for one in examples for clue in one.clues} | {field.name for field in fields()}))


def _kind_names(names: Sequence[str]) -> tuple[str, ...]:
    """The clues that may tell the kind: words, not the place or shape of the sentence."""
    words = {name for field in fields() for name in (field.name, f"{field.name}+")} - {"day", "day+"}
    return tuple(
        name for name in names if name in words or name.startswith(_WORDED[:3]) or name in ("question", "asked for")
    )


def _doubled(examples: Sequence[Example]) -> list[Example]:
    bare = [replace(one, clues=frozenset(c for c in one.clues if not c.startswith(_WORDED))) for one in examples]
    return [*examples, *bare]


def _matrix(examples: Sequence[Example], names: Sequence[str]) -> np.ndarray:
    return np.array([[*(name in example.clues for name in names), True] for example in examples], dtype=float)


def _fit_viewpoint(examples: Sequence[Example], names: Sequence[str]) -> np.ndarray:
    rows = _doubled(examples)
    clues, wanted = _matrix(rows, names), np.array([bool(row.kinds) for row in rows], dtype=float)
    tie = np.full(len(names) + 1, _TIE_VIEWPOINT * 10 / len(rows))
    tie[-1] = 0
    against = {field.name for field in fields() if field.against}
    start = np.array([*(_AGAINST * (name in against) + _FOR * name.startswith("strong ") for name in names), 0.0])
    weights, speed = start.copy(), np.zeros_like(start)
    for _ in range(_ROUNDS):
        guess = 1 / (1 + np.exp(-clues @ weights))
        speed = _MOMENTUM * speed - 0.5 * (clues.T @ (guess - wanted) / len(rows) + tie * (weights - start))
        weights = weights + speed
    return weights


def _fit_kinds(examples: Sequence[Example], names: Sequence[str]) -> np.ndarray:
    rows = _doubled([example for example in examples if example.kinds])
    clues = _matrix(rows, names)
    wanted = np.array([[kind in row.kinds for kind in _KINDS] for row in rows], dtype=float)
    start = _prior(names)
    weights, speed = start.copy(), np.zeros_like(start)
    for _ in range(_ROUNDS):
        guess = np.exp(clues @ weights - (clues @ weights).max(axis=1, keepdims=True))
        guess /= guess.sum(axis=1, keepdims=True)
        aim = guess * wanted / ((guess * wanted).sum(axis=1, keepdims=True) + 1e-12)
        pull = clues.T @ (guess - aim) / len(rows) + _TIE_KIND * (weights - start) * 100 / len(rows)
        speed = _MOMENTUM * speed - _STEP * pull
        weights = weights + speed
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
    told = _kind_names(names)
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
