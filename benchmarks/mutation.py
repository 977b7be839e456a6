"""Feeds the reader PDFs that were damaged at random, each through a worker with limits, and counts what became of them.

    python benchmarks/mutation.py --rounds 20000

The same seed gives the same files. A round whose outcome is not a result, a failure that is a fault of the program
(``error``), a dead worker or a broken registry is an exit code of 1; the file that led to it is kept in ``--keep``, as
is a file that took longer than the processor seconds allowed (told as ``slow``: the clock goes on while others work).
"""

import argparse
import json
import random
import re
import resource
import sqlite3
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from styrdok.engines.lane import Lane
from styrdok.registry.files import Seen
from styrdok.registry.intake import ReadResult
from styrdok.registry.store import Registry
from styrdok.settings import ReadLimits, Settings

ROOT = Path(__file__).parent.parent
MEMORY = 1 << 30
_STREAM = re.compile(rb"/FlateDecode[^>]*>>\s*stream\r?\n")
_NUMBER = re.compile(rb"(?<![\d.])\d{1,10}(?![\d.])")
_NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483647", b"4294967296", b"99999999999", b"0.0000001", b"1e38")
_NAME = re.compile(rb"/[A-Z][A-Za-z0-9]{1,12}")


def flip(data: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    """Turn one bit of some bytes."""
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut(data: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    """Leave out a piece, or all that follows."""
    at = chance.randrange(len(data))
    del data[at : at + chance.choice((1, 17, 400, len(data)))]


def repeat(data: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    """Put a piece in once more, somewhere."""
    at, to = chance.randrange(len(data)), chance.randrange(len(data))
    data[to:to] = data[at : at + chance.randint(1, 2000)]


def splice(data: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    """Put a piece of another file over this one."""
    other = chance.choice(others)
    at, to = chance.randrange(len(other)), chance.randrange(len(data))
    piece = other[at : at + chance.randint(1, 4000)]
    data[to : to + len(piece)] = piece


def renumber(data: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    """Put other numbers in: lengths, counts, references, places."""
    found = list(_NUMBER.finditer(data))
    for match in sorted(chance.sample(found, min(len(found), chance.randint(1, 8))), key=lambda m: -m.start()):
        data[match.start() : match.end()] = chance.choice((*_NUMBERS, chance.choice(found)[0]))


def rename(data: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    """Put one name of the file in place of another."""
    found = list(_NAME.finditer(data))
    for match in sorted(chance.sample(found, min(len(found), chance.randint(1, 4))), key=lambda m: -m.start()):
        data[match.start() : match.end()] = chance.choice(found)[0]


def inside(data: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    """Damage what a packed stream holds, and pack it again: page contents, fonts, object streams."""
    found = list(_STREAM.finditer(data))
    if not found:
        return flip(data, chance, others)
    start = chance.choice(found).end()
    unpacker = zlib.decompressobj()
    try:
        plain = bytearray(unpacker.decompress(bytes(data[start:]), 1 << 22))
    except zlib.error:
        return flip(data, chance, others)
    if plain:
        chance.choice((flip, cut, repeat, renumber, rename))(plain, chance, others)
        end = len(data) - len(unpacker.unused_data)
        data[start:end] = zlib.compress(bytes(plain))
    return None


WAYS = (flip, cut, repeat, splice, renumber, rename, inside)


def mutated(data: bytes, chance: random.Random, others: Sequence[bytes]) -> tuple[str, bytes]:
    """The file damaged in one to four ways, and the names of the ways."""
    changed, ways = bytearray(data), []
    for way in chance.choices(WAYS, k=chance.choice((1, 1, 2, 4))):
        if changed:
            way(changed, chance, others)
            ways.append(way.__name__)
    return "+".join(ways), bytes(changed)


@dataclass
class Tally:
    """What became of the rounds."""

    codes: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    kept: int = 0
    slowest: float = 0.0


def run(seeds: Sequence[bytes], rounds: int, seed: int, folder: Path, keep: Path | None = None) -> Tally:
    """Read that many damaged files with one worker, and put every tenth result into a registry in ``folder``."""
    chance, tally, path = random.Random(seed), Tally(), folder / "mutated.pdf"
    limits = ReadLimits(seconds=10.0, memory_bytes=MEMORY)
    with Lane(Settings(limits)) as lane, Registry.open(folder / "r.db", create=True) as registry:
        for number in range(rounds):
            way, data = mutated(chance.choice(seeds), chance, seeds)
            path.write_bytes(data)
            began = time.monotonic()
            result = lane.read(path)
            took = time.monotonic() - began
            tally.slowest = max(tally.slowest, took)
            tally.ways.update(way.split("+"))
            if took > limits.seconds:
                tally.slow.append(f"round {number} ({way}): {took:.1f} s")
            fault = _judged(result, tally)
            if not fault and isinstance(result, ReadResult) and number % 10 == 0:
                fault = _taken_in(registry, number, result, tally)
            if fault:
                tally.faults.append(f"round {number} ({way}): {fault}")
            if keep and (fault or took > limits.seconds):
                (keep / f"{seed}-{number}.pdf").write_bytes(data)
            if sys.stderr.isatty() and number % 100 == 0:
                sys.stderr.write(f"\r{number} of {rounds} {dict(tally.codes)}")
        registry.relink()
        tally.faults += [finding.message for finding in registry.examine() if finding.fault]
    with sqlite3.connect(folder / "r.db") as raw:
        tally.faults += [line for (line,) in raw.execute("PRAGMA integrity_check") if line != "ok"]
    raw.close()
    return tally


def _judged(result: ReadResult | str, tally: Tally) -> str:
    if isinstance(result, str):
        tally.codes["no_result"] += 1
        return result
    code = result.failure.code if result.failure else "ok"
    tally.codes[code] += 1
    return result.failure.message if result.failure and code == "error" else ""


def _taken_in(registry: Registry, number: int, result: ReadResult, tally: Tally) -> str:
    name = f"{number}.pdf"
    try:
        registry.add_document(Seen(registry.path.parent / name, name), result)
    except Exception as error:
        return f"not taken in: {type(error).__name__}: {error}"
    tally.kept += 1
    return ""


def seeds_of(folder: Path, largest: int) -> Iterator[bytes]:
    """The PDFs of the folder that are not too large to be damaged many times."""
    for path in sorted(folder.glob("**/*.pdf")):
        if path.stat().st_size <= largest:
            yield path.read_bytes()


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=ROOT / "corpus" / "pdf")
    parser.add_argument("--largest", type=int, default=120_000, help="bytes of the largest seed file")
    parser.add_argument("--keep", type=Path, help="where files that led to a fault are put")
    chosen = parser.parse_args()
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
    seeds = list(seeds_of(chosen.folder, chosen.largest))
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        tally = run(seeds, chosen.rounds, chosen.seed, Path(place), chosen.keep)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    figures = {
        "rounds": chosen.rounds,
        "seeds": len(seeds),
        "outcomes": dict(tally.codes.most_common()),
        "ways": dict(tally.ways.most_common()),
        "taken_into_registry": tally.kept,
        "slowest_seconds": round(tally.slowest, 2),
        "slow": tally.slow,
        "largest_worker_mib": peak // (1 << 20 if sys.platform == "darwin" else 1 << 10),
        "parent_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "minutes": round((time.monotonic() - began) / 60, 1),
        "faults": tally.faults,
    }
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
