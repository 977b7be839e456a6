"""A cluster held to the bytes of one machine: two workers, of which one is killed, and a file that is made to harm.

    python benchmarks/engine.py [--documents 200] [--sections 2] [--keep FOLDER] [--no-export]

Makes a city (``benchmarks/cities.py``; two sections make documents of one or two pages) with a page that unpacks to
600 MB among them, reads it in on this machine and then over a Dask cluster of this machine whose one worker is killed
with SIGKILL when half is read. Every table of the two registries must hold the same rows in the same order, and their
exports the same bytes. ``--keep`` leaves the PDFs and registries; a registry that is there already is not made again.
"""

import argparse
import hashlib
import multiprocessing
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import cities
from scale import place

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.faults.hostile import bomb  # noqa: E402

WORKERS = 2


class Killing:
    """A progress that kills a process when half is done."""

    def __init__(self, pid: int) -> None:
        self._pid, self._left = pid, -1

    def begin(self, total: int, what: str) -> None:
        """Note how much half is."""
        self._left = total // 2

    def step(self, name: str) -> None:
        """Count, and kill."""
        self._left -= 1
        if self._left == 0:
            os.kill(self._pid, signal.SIGKILL)
            print(f"worker {self._pid} killed after {name}", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Say nothing."""


def alone(pdfs: Path, registry: Path) -> None:
    """Read the files in on this machine."""
    from styrdok.engines.ingest import ingest

    ingest([pdfs], registry, jobs=WORKERS)


def together(pdfs: Path, registry: Path) -> None:
    """Read the files in over a cluster that loses a worker."""
    from distributed import Client, LocalCluster

    from styrdok.engines.ingest import ingest

    with LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as made:
        with Client(made.scheduler_address, set_as_default=False) as client:
            (pid, *_) = client.run(os.getpid).values()
        ingest([pdfs], registry, jobs=made.scheduler_address, progress=Killing(pid))


def measured(name: str, work: Callable[[Path, Path], None], pdfs: Path, registry: Path) -> None:
    """Print what a way of reading costs, in a process of its own."""
    if registry.exists():
        print(f"{name:40}is there")
        return
    began, before = time.monotonic(), _spent()
    process = multiprocessing.get_context("spawn").Process(target=work, args=(pdfs, registry))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"{name}: exit code {process.exitcode}")
    print(f"{name:40}{time.monotonic() - began:9.1f}{_spent() - before:9.1f}", flush=True)


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def digests(registry: Path) -> dict[str, tuple[int, str]]:
    """The number of rows of each table, and a digest of them in the order in which they lie there."""
    found = {}
    with closing(sqlite3.connect(registry)) as db:
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
            digest, rows = hashlib.sha256(), 0
            for row in db.execute(f'SELECT * FROM "{table}"'):  # noqa: S608
                digest.update(repr(row).encode())
                rows += 1
            found[table] = rows, digest.hexdigest()
    return found


def exported(registry: Path) -> str:
    """The digest of the export of a registry."""
    out = registry.with_suffix(".json")
    command = [sys.executable, "-m", "styrdok", "export", str(out), "--passages", "--registry", str(registry)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with out.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def compared(one: Path, other: Path, export: bool) -> bool:
    """Print what the registries hold; whether they hold the same."""
    ours, theirs = digests(one), digests(other)
    for table in sorted(ours.keys() | theirs.keys()):
        same = ours.get(table) == theirs.get(table)
        print(
            f"{table:40}{ours.get(table, (0,))[0]:9}{theirs.get(table, (0,))[0]:9}  {'same' if same else 'DIFFERENT'}"
        )
    with closing(sqlite3.connect(one)) as db:
        for status, files in db.execute("SELECT status, count(*) FROM contents GROUP BY status"):
            print(f"contents {status:31}{files:9}")
        for name, reason in db.execute(
            "SELECT name, contents.reason FROM files JOIN contents USING (sha256) WHERE contents.status = 'quarantined'"
        ):
            print(f"set apart: {name}: {reason}")
    same = ours == theirs
    if export:
        same = exported(one) == exported(other) and same
        print(f"{'exports':58}  {'same' if same else 'DIFFERENT'}")
    return same


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--sections", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--no-export", action="store_true", help="leave out the export, which asks for an analysis")
    asked = parser.parse_args()
    with place(asked.keep) as folder:
        pdfs = folder / f"engine-{asked.documents}"
        one, other = folder / "alone.db", folder / "together.db"
        cities.city(pdfs, asked.documents, asked.sections)
        (pdfs / f"{asked.documents // 3:05}-harm.pdf").write_bytes(bomb())
        print(f"{'':40}{'wall s':>9}{'CPU s':>9}", flush=True)
        measured("one machine, two processes", alone, pdfs, one)
        measured("a cluster of two, one killed", together, pdfs, other)
        if not compared(one, other, not asked.no_export):
            raise SystemExit("the registries differ")


if __name__ == "__main__":
    main()
