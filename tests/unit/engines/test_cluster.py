"""A cluster gives what one machine gives, whatever is lost on the way."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from styrdok.engines import cluster as clusters
from styrdok.engines.ingest import ingest
from styrdok.errors import MissingDependency, StyrdokError, UsageProblem
from styrdok.progress import Silent
from styrdok.registry.store import Registry
from styrdok.vocabulary import FileStatus
from tests.faults.hostile import sound

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def address():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as made:
        yield made.scheduler_address


@pytest.fixture
def papers(tmp_path):
    """Files of which one is broken and two have the same content."""
    place = tmp_path / "papers"
    place.mkdir()
    for number in range(8):
        text = f"Plan {number} för Ekhamns kommun\nAntagen av kommunfullmäktige 2019-05-0{number + 1} § 7"
        (place / f"{number}.pdf").write_bytes(sound(text))
    (place / "twin.pdf").write_bytes((place / "3.pdf").read_bytes())
    (place / "broken.pdf").write_bytes(b"%PDF-1.7 no more")
    return place


def content(registry):
    tables = ("contents", "documents", "pages", "descriptions", "mentions", "fields", "resolutions")
    with closing(sqlite3.connect(registry)) as db:
        return [sorted(map(repr, db.execute(f"SELECT * FROM {table}"))) for table in tables]


def test_a_cluster_gives_the_same_as_one_machine(address, papers, tmp_path):
    alone = ingest([papers], tmp_path / "alone.db", jobs=1)
    together = ingest([papers], tmp_path / "together.db", jobs=address)
    assert content(tmp_path / "together.db") == content(tmp_path / "alone.db")
    assert [(file.name, file.status) for file in together.files] == [(file.name, file.status) for file in alone.files]
    assert ingest([papers], tmp_path / "together.db", jobs=address).read == ()


def test_a_lost_worker_costs_nothing_but_time(address, papers, tmp_path, monkeypatch):
    from distributed import Client

    ingest([papers], tmp_path / "alone.db", jobs=1)
    with Client(address, set_as_default=False) as client:
        (pid, *_) = client.run(os.getpid).values()
    inner, killed = clusters.Cluster._read, []

    def read(self, item, sha256):
        if not killed:
            killed.append(pid)
            os.kill(pid, signal.SIGKILL)
        return inner(self, item, sha256)

    monkeypatch.setattr(clusters.Cluster, "_read", read)
    ingest([papers], tmp_path / "together.db", jobs=address)
    assert killed
    assert content(tmp_path / "together.db") == content(tmp_path / "alone.db")


@pytest.fixture
def programs(tmp_path):
    """The programs of a cluster by name, and their address."""
    distributed, file = pytest.importorskip("distributed"), tmp_path / "scheduler.json"
    options = ("--scheduler-file", str(file), "--no-dashboard", "--host", "127.0.0.1")
    started = {}
    for name, more in (("scheduler", ("--port", "0")), ("worker", ("--nthreads", "1", "--no-nanny"))):
        command = [sys.executable, "-m", "dask", name, *options, *more]
        started[name] = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not file.exists():
            time.sleep(0.05)
    with distributed.Client(scheduler_file=str(file), set_as_default=False, timeout=60) as client:
        client.wait_for_workers(1, timeout=60)
        yield started, client.scheduler.address
        for program in started.values():
            program.kill()
            program.wait()


class _Killing(Silent):
    def __init__(self, program):
        self.program = program

    def step(self, name):
        self.program.kill()
        self.program.wait()


@pytest.mark.parametrize(("lost", "said"), [("scheduler", "samordnare"), ("worker", "inga arbetare längre")])
def test_a_run_ends_when_nobody_is_left_to_read(programs, papers, tmp_path, monkeypatch, lost, said):
    started, address = programs
    monkeypatch.setattr(clusters, "_LISTEN", 1)
    monkeypatch.setattr(clusters, "_WITHOUT", 2)
    with pytest.raises(StyrdokError, match=said) as told:
        ingest([papers], tmp_path / "r.db", jobs=address, progress=_Killing(started[lost]))
    assert "kör kommandot igen" in told.value.hint
    with Registry.open(tmp_path / "r.db") as registry:
        assert registry.documents()
    ingest([papers], tmp_path / "r.db", jobs=1)
    ingest([papers], tmp_path / "alone.db", jobs=1)
    with Registry.open(tmp_path / "r.db") as ours, Registry.open(tmp_path / "alone.db") as theirs:
        assert ours.documents() == theirs.documents()


def _ends(job):
    if b"5.pdf" in job:
        os._exit(1)
    return clusters.read_there(job)


def test_a_file_that_ends_every_worker_costs_only_itself(address, papers, tmp_path, monkeypatch):
    read_there = clusters.read_there
    monkeypatch.setattr(clusters, "read_there", _ends)
    found = ingest([papers], tmp_path / "r.db", jobs=address)
    monkeypatch.setattr(clusters, "read_there", read_there)
    (lost,) = [file for file in found.files if file.name == "5.pdf"]
    assert lost.status is FileStatus.QUARANTINED
    assert "Kör om" in lost.reason
    again = ingest([papers], tmp_path / "r.db", jobs=address)
    assert "5.pdf" in again.read
    with Registry.open(tmp_path / "r.db") as registry:
        assert len(registry.documents()) == 8


def test_another_version_is_refused(address, papers, tmp_path, monkeypatch):
    monkeypatch.setattr(clusters, "reader_version", lambda: "another")
    with pytest.raises(StyrdokError, match="annan version"):
        ingest([papers], tmp_path / "r.db", jobs=address)
    assert not (tmp_path / "r.db").exists()


def test_an_address_that_does_not_answer_is_named(papers, tmp_path, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(clusters, "_PATIENCE", 1)
    with pytest.raises(StyrdokError, match="svarar inte"):
        ingest([papers], tmp_path / "r.db", jobs="tcp://127.0.0.1:9")
    assert not (tmp_path / "r.db").exists()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "tcp://127.0.0.1:många"])
def test_what_is_no_address_is_named(address, papers, tmp_path):
    pytest.importorskip("distributed")
    with pytest.raises(UsageProblem, match="ingen adress"):
        ingest([papers], tmp_path / "r.db", jobs=address)
    assert not (tmp_path / "r.db").exists()


def test_an_unknown_host_is_named(papers, tmp_path):
    pytest.importorskip("distributed")
    with pytest.raises(StyrdokError, match="svarar inte"):
        ingest([papers], tmp_path / "r.db", jobs="tcp://server.invalid:8786")


def test_what_is_missing_is_named(papers, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(MissingDependency, match="Dask"):
        ingest([papers], tmp_path / "r.db", jobs="tcp://127.0.0.1:9")
