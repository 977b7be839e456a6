"""Metadata against gold files: ``python benchmarks/metadata.py [FOLDER] [--misses] [name …]``.

FOLDER holds PDFs with ``.gold.json`` files beside them and in sub-folders (default: the folder named by STYRDOK_REAL).
A field whose gold is ``null`` must be answered by nothing; ``KEY_also`` lists other accepted values.
"""

import argparse
import json
import os
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from styrdok.extraction.metadata.describe import describe
from styrdok.extraction.metadata.fields import fields
from styrdok.models import Description
from styrdok.reading.reader import read

NAMES = ("kind", "type", "title", "organisation", "adopted_by", "adopted_on", "decision", "valid_from", "valid_to",
         "open_ended", "responsible", "language")  # fmt: skip


def key(value: Any) -> str | None:
    if value is None or isinstance(value, bool):
        return str(value)
    text = value.isoformat() if isinstance(value, date) else str(value)
    text = re.sub(r"[‐‑‒–—−]", "-", text.casefold())
    text = re.sub(r"[”“\"’‘']", "", text)
    return re.sub(r"\s*([-§/])\s*", r"\1", " ".join(text.split())).strip(" .,;:")


def score(gold: dict[str, Any], found: Description, tally: Counter[tuple[str, str]], misses: list[str]) -> None:
    for name in NAMES:
        if name not in gold:
            continue
        answer = getattr(found, name)
        right = key(answer) in {key(value) for value in [gold[name], *gold.get(name + "_also", [])]}
        tally[name, "right" if right else "wrong"] += 1
        if not right:
            misses.append(f"{gold['file']}: {name} {answer!r} for {gold[name]!r}")
    if "diary_numbers" in gold:
        truth = {squeeze(number) for number in gold["diary_numbers"]}
        also = {squeeze(number) for number in gold.get("diary_numbers_also", [])}
        answers = {squeeze(number) for number in found.diary_numbers} - also
        if truth & {squeeze(number) for number in found.diary_numbers} or not (
            also & {squeeze(n) for n in found.diary_numbers}
        ):
            tally["diary_numbers", "missed"] += len(truth - answers)
        tally["diary_numbers", "found"] += len(truth & answers)
        tally["diary_numbers", "extra"] += len(answers - truth)
        if truth != answers:
            misses.append(f"{gold['file']}: diary_numbers {sorted(answers)} for {sorted(truth)}")


def squeeze(number: str) -> str:
    return re.sub(r"[‐‑‒–—−]", "-", number).replace(" ", "").upper()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default=os.environ.get("STYRDOK_REAL", "../shared/real"))
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    tally: Counter[tuple[str, str]] = Counter()
    misses: list[str] = []
    for path in sorted(Path(arguments.folder).rglob("*.gold.json")):
        pdf = path.with_name(path.name.replace(".gold.json", ".pdf"))
        if pdf.exists():
            gold = {"file": path.name, **json.loads(path.read_text("utf-8"))}
            score(gold, describe(fields(read(pdf.read_bytes()))), tally, misses)
    report(tally)
    if arguments.misses:
        print("\n".join(misses))


def report(tally: Counter[tuple[str, str]]) -> None:
    every = [0, 0]
    for name in NAMES:
        right, wrong = tally[name, "right"], tally[name, "wrong"]
        if right + wrong:
            print(f"{name:14} {right:4} of {right + wrong:4}  {right / (right + wrong):.3f}")
            every[0] += right
            every[1] += right + wrong
    print(f"{'all fields':14} {every[0]:4} of {every[1]:4}  {every[0] / max(1, every[1]):.3f}")
    found, extra, missed = (tally["diary_numbers", what] for what in ("found", "extra", "missed"))
    print(f"diary numbers  P {found / max(1, found + extra):.3f}  R {found / max(1, found + missed):.3f}")


if __name__ == "__main__":
    main()
