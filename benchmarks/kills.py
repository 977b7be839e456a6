"""Kills processes that work on a registry with SIGKILL, at random moments and while they write; counts what is lost.

    python benchmarks/kills.py --rounds 360

Every process tells each act once it is confirmed; none of those may be gone, and the registry must be whole, whenever
it was killed. A byte that the process shares with its killer says whether a transaction was open when it died. In three
of four rounds the killer waits for one.
"""

import argparse
import json
import lzma
import mmap
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from styrdok.engines.ingest import ingest
from styrdok.engines.mend import mend
from styrdok.judgements.acts import Act, Opinion
from styrdok.registry import migrations, rescue, store
from styrdok.registry.store import Registry
from styrdok.vocabulary import StepField, Verdict

ROOT = Path(__file__).parent.parent
FIRST = ROOT / "tests" / "unit" / "registry" / "first.db.xz"
FEW = ("resepolicy", "vision-2035", "biblioteksplan")
Tell = Callable[[str], None]
Work = Callable[[Path, Tell], None]


def judge(path: Path, tell: Tell) -> None:
    """Judge, correct and undo without end."""
    for number in range(10**6):
        with Registry.open(path) as registry:
            ids = [document.id for document in registry.documents()]
            act = registry.judge(ids[:2], Opinion(Verdict.ACCEPT, comment=str(number)), "kim")
            tell(act.id)
            if number % 4 == 3:
                tell(registry.undo(act.id, "lo").id)


def correct(path: Path, tell: Tell) -> None:
    """Correct without end, which links all documents anew each time."""
    for number in range(10**6):
        with Registry.open(path) as registry:
            first = registry.documents()[0].id
            tell(registry.correct(first, "responsible", f"Kontor {number}", "lo").id)


def step(path: Path, tell: Tell) -> None:
    """Take steps of the work on documents without end."""
    for number in range(10**6):
        with Registry.open(path) as registry:
            ids = [document.id for document in registry.documents()]
            for act in registry.take_steps(ids, {StepField.ASSIGNED_TO: f"Lo {number}"}, "kim"):
                tell(act.id)


def bring(path: Path, tell: Tell) -> None:
    """Put in the acts of others without end, a hundred at a time."""
    with Registry.open(path) as registry:
        ids = [document.id for document in registry.documents()]
    for number in range(10**6):
        acts = [_made(ids, number * 100 + more) for more in range(100)]
        with Registry.open(path) as registry:
            registry.add_acts(acts)
        for act in acts:
            tell(act.id)


def _made(ids: list[str], number: int) -> Act:
    from styrdok.judgements.acts import ActKind, Subject, sealed

    at = f"2026-01-01T00:{number // 60 % 60:02}:{number % 60:02}.{os.getpid() % 10**6:06}+00:00"
    subjects = tuple(Subject(name) for name in sorted(ids[:2]))
    return sealed(Act(ActKind.JUDGEMENT, at, f"Bo {number}", subjects, verdict=Verdict.DISMISS))


def take_in(path: Path, tell: Tell) -> None:
    """Read files again without end."""
    while True:
        ingest([ROOT / "corpus" / "pdf"], path, jobs=1, again=True)


def migrate(path: Path, tell: Tell) -> None:
    """Bring a registry of the first schema up to date."""
    with Registry.open(path):
        pass


def _first(path: Path) -> Path:
    """A registry as the first schema had it, with six acts."""
    path.write_bytes(lzma.decompress(FIRST.read_bytes()))
    return path


def repair(path: Path, tell: Tell) -> None:
    """Make the registry anew as after damage, without end."""
    while True:
        mend(path, jobs=1)


WORKS: dict[str, tuple[Work, int]] = {
    "judge": (judge, 8),
    "correct": (correct, 4),
    "steps": (step, 5),
    "import": (bring, 5),
    "ingest": (take_in, 4),
    "migration": (migrate, 4),
    "mend": (repair, 2),
}
"""What is killed, and its share of the rounds."""


class Flag:
    """A byte that a process and its killer share: whether a transaction is open."""

    def __init__(self) -> None:
        self._held = mmap.mmap(-1, 1)

    @property
    def writing(self) -> bool:
        return self._held[0] == 1

    def set(self, writing: bool) -> None:
        """Say that something is being written, or no longer."""
        self._held[0] = writing

    def watch(self) -> None:
        """Keep the byte right from now on, in this process."""
        self._held[0] = 0
        usual, step = store.database.transaction, migrations._step

        @contextmanager
        def transaction(connection: sqlite3.Connection) -> Iterator[None]:
            self._held[0] = 1
            with usual(connection):
                yield
            self._held[0] = 0

        def stepped(connection: sqlite3.Connection) -> None:
            self._held[0] = 1
            step(connection)
            self._held[0] = 0

        store.database.transaction = transaction
        migrations._step = stepped


def killed(
    work: Work, path: Path, chance: random.Random, flag: Flag, in_writing: bool, longest: float = 0.6
) -> tuple[set[str], bool]:
    """The acts that were confirmed before the process was killed, and whether it was writing then.

    It goes on for at most about ``longest`` seconds.
    """
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(inlet)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        flag.watch()
        work(path, lambda line: os.write(outlet, line.encode() + b"\n") and None)
        os._exit(0)
    os.close(outlet)
    until = time.monotonic() + chance.uniform(0.0, 0.01 if work is migrate else longest)
    while time.monotonic() < until and os.waitpid(child, os.WNOHANG)[0] == 0:
        pass
    limit = time.monotonic() + 20
    while in_writing and not flag.writing and time.monotonic() < limit:
        pass
    time.sleep(chance.uniform(0.0, 0.004) if in_writing else 0.0)
    try:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    except (ProcessLookupError, ChildProcessError):
        pass
    with os.fdopen(inlet) as stream:
        told = {line.strip() for line in stream if line.endswith("\n")}
    return told, flag.writing


def checked(path: Path, told: set[str]) -> list[str]:
    """What is wrong after a kill."""
    with Registry.open(path) as registry:
        lost = told - {act.id for act in registry.acts()}
        found = [str(finding.message) for finding in registry.examine() if finding.fault]
    return found + [f"lost {act}" for act in sorted(lost)]


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=360)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chance, flag = random.Random(chosen.seed), Flag()
    kills, writing, faults, confirmed = Counter[str](), Counter[str](), list[str](), set[str]()
    names = [name for name, (_, share) in WORKS.items() for _ in range(share)]
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "r.db")
        ingest(
            [ROOT / "corpus" / "pdf" / f"{name}.pdf" for name in ("resepolicy", "vision-2035", "biblioteksplan")], path
        )
        kept = {act.id for act in rescue.acts(_first(Path(place, "first.db")))}
        for number in range(chosen.rounds):
            name = names[number % len(names)]
            target = Path(place, "first.db") if name == "migration" else path
            if name == "migration":
                _first(target)
            told, wrote = killed(WORKS[name][0], target, chance, flag, in_writing=number % 4 > 0)
            kills[name] += 1
            writing[name] += wrote
            confirmed |= told
            wanted = confirmed if target is path else kept
            faults += [f"{number} {name}: {fault}" for fault in checked(target, wanted)]
            if name == "migration":
                for left in Path(place).glob("first.db*"):
                    left.unlink()
            for left in Path(place).glob("r.db.damaged-*"):
                left.unlink()
    figures = {"kills": kills.total(), "while_writing": writing.total(), "by_work": dict(kills)}
    figures |= {"writing_by_work": dict(writing), "confirmed_acts": len(confirmed), "faults": faults}
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
