"""Flips bits of a registry at random and asks of each copy: does doctor find it, or has it no effect on the export?
And do all acts come out?

    python benchmarks/flips.py --rounds 100

Half of the rounds flip one bit, half a burst of up to 64 bytes. The same seed gives the same flips. Exit code 1 when a
flip changed the export and was not found, when an act was lost, or when a command ended with a fault of the program.
"""

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from styrdok.engines.ingest import ingest
from styrdok.engines.kept import analysed
from styrdok.errors import RegistryUnusable
from styrdok.judgements.acts import Opinion
from styrdok.registry import rescue
from styrdok.registry.beside import Shelf
from styrdok.registry.store import Registry
from styrdok.reports.export import export
from styrdok.vocabulary import Verdict

ROOT = Path(__file__).parent.parent
DAY = date(2026, 1, 1)


def made(folder: Path, acts: int) -> Path:
    """A registry of the corpus with some acts, in one file."""
    path = folder / "r.db"
    ingest([ROOT / "corpus" / "pdf"], path)
    with Registry.open(path) as registry:
        ids = [document.id for document in registry.documents()]
        for number in range(acts):
            pair = [ids[number % len(ids)], ids[(number + 1) % len(ids)]]
            registry.judge(pair, Opinion(Verdict.ACCEPT, comment="Så är det. " * (number % 30)), "Anna")
        registry.correct(ids[0], "responsible", "Kontoret", "Bo")
        registry.backup(folder / "whole.db")
    return folder / "whole.db"


def exported(path: Path) -> str:
    """The export of a registry, worked out from nothing that is kept beside it."""
    Shelf(path).clear()
    with Registry.open(path, read_only=True) as registry:
        found, files, acts = analysed(registry, DAY), registry.files(), registry.acts()
    made = export(found.snapshot, files, found.analysis, acts, passages=True)
    for file in made["files"]:
        file.pop("path", None)
    return json.dumps(made, ensure_ascii=False)


def flip(data: bytearray, chance: random.Random, burst: bool) -> str:
    """Flip one bit, or many bits of a row of bytes."""
    at = chance.randrange(len(data))
    length = chance.randint(2, 64) if burst else 1
    for place in range(at, min(at + length, len(data))):
        data[place] ^= chance.randrange(1, 256) if burst else 1 << chance.randrange(8)
    return f"{length} at {at}"


def found_by_doctor(path: Path) -> str:
    """How the damage is told: ``found``, ``refused`` to open, or nothing."""
    try:
        with Registry.open(path, read_only=True) as registry:
            return "found" if any(finding.fault for finding in registry.examine()) else ""
    except RegistryUnusable:
        return "refused"


def judged(path: Path, before: str) -> str:
    """What a flip did that doctor did not find."""
    try:
        return "without effect" if exported(path) == before else "CHANGED THE EXPORT"
    except RegistryUnusable:
        return "told by export"


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--acts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chance, outcomes, faults, lost = random.Random(chosen.seed), Counter[str](), list[str](), 0
    with tempfile.TemporaryDirectory() as place:
        whole = made(Path(place), chosen.acts)
        acts, before = rescue.acts(whole), exported(whole)
        for number in range(chosen.rounds):
            copy = Path(place, "copy.db")
            shutil.copyfile(whole, copy)
            data = bytearray(copy.read_bytes())
            what = flip(data, chance, burst=number % 2 == 1)
            copy.write_bytes(data)
            try:
                told = found_by_doctor(copy) or judged(copy, before)
            except Exception as error:
                told = f"FAULT {type(error).__name__}"
                faults.append(f"{what}: {error!r}"[:300])
            outcomes[told] += 1
            if told == "CHANGED THE EXPORT":
                faults.append(what)
            if rescue.acts(copy) != acts:
                lost += 1
                faults.append(f"{what}: acts {len(rescue.acts(copy))} of {len(acts)}")
            for left in Path(place).glob("copy.db*"):
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        size = whole.stat().st_size
    figures = {"rounds": chosen.rounds, "bytes": size, "acts": len(acts), "outcomes": dict(outcomes), "lost": lost}
    sys.stdout.write(json.dumps(figures | {"faults": faults}, ensure_ascii=False, indent=1) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
