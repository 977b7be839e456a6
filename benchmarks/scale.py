"""What each command costs with the documents of a small town, a city, a large city.

    python benchmarks/scale.py [--documents 300 1000] [--keep FOLDER] [--skip ingest,report]

Makes the cities of ``benchmarks/cities.py``, reads them in, and runs each command in a process of its own: CPU seconds
of it and of the processes that it starts, and the largest memory that one of them had. Walls are not told: they depend
on what else the machine does. ``--keep`` leaves the PDFs and registries, so that the next run need not make them.
"""

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import cities

from styrdok.registry.store import Registry

ROOT = Path(__file__).parents[1]


def run(*words: str) -> tuple[float, int]:
    """CPU seconds and peak MB of a command."""
    command = [sys.executable, "-m", "styrdok", *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 7):
        raise SystemExit(f"{' '.join(words)}: exit code {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def steps(pdfs: Path, registry: Path, documents: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The commands in order, with what each stands for."""
    one, another = pdfs.parent / f"{documents:05}.pdf", pdfs.parent / f"{documents + 1:05}.pdf"
    for number, path in ((documents, one), (documents + 1, another)):
        path.write_bytes(cities.document(number))
    first = "00000.pdf"
    listing, out = ("overlaps", "--format", "json"), str(pdfs.parent / "out")
    yield "overlaps, first time", listing
    yield "overlaps, nothing changed", listing
    yield "needs, first time", ("needs", "--format", "json")
    yield "needs, nothing changed", ("needs", "--format", "json")
    yield "overlaps, another day", (*listing, "--per", "2031-01-01")
    yield "correct a title", ("correct", first, "title=Program för kajer och broar")
    yield "overlaps after it", listing
    yield "judge a pair", ("judge", first, "00001.pdf", "accept")
    yield "overlaps after it", listing
    yield "one file more", ("ingest", str(one))
    yield "overlaps after it", listing
    yield "export", ("export", f"{out}.json", "--passages")
    yield "report", ("report", "--out", f"{out}.html")


def counts(registry: Path) -> dict[str, int]:
    """The rows of its largest tables; they are not loaded, as a process starts with the memory of the one it is of."""
    with closing(sqlite3.connect(registry)) as db:
        names = ("documents", "passages", "mentions")
        return {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608


@contextmanager
def place(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        yield kept
    else:
        with tempfile.TemporaryDirectory() as name:
            yield Path(name)


def measure(folder: Path, documents: int, skip: set[str]) -> None:
    pdfs, whole = folder / f"city-{documents}", folder / f"city-{documents}.db"
    cities.city(pdfs, documents)
    known = whole.exists()
    cost = run("ingest", str(pdfs), "--registry", str(whole), "--jobs", "1")
    registry = folder / "work.db"
    for old in folder.glob(f"{registry.name}*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    with Registry.open(whole) as opened:
        opened.backup(registry)
    print("\n" + ", ".join(f"{count} {table}" for table, count in counts(whole).items()))
    print(f"{'command':28}{'CPU s':>9}{'MB':>8}")
    print(f"{'ingest, nothing new' if known else 'ingest, all':28}{cost[0]:9.1f}{cost[1]:8}", flush=True)
    for name, words in steps(pdfs, registry, documents):
        if words[0] not in skip:
            seconds, memory = run(*words, "--registry", str(registry))
            print(f"{name:28}{seconds:9.2f}{memory:8}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[300])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--skip", default="", help="commands to leave out, with commas between")
    chosen = parser.parse_args()
    with place(chosen.keep) as folder:
        folder.mkdir(parents=True, exist_ok=True)
        for documents in chosen.documents:
            measure(folder, documents, set(chosen.skip.split(",")))


if __name__ == "__main__":
    main()
