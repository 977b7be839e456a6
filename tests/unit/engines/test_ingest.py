import hashlib
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from styrdok.engines import ingest as module
from styrdok.engines import read_one as read_one_module
from styrdok.engines.discover import Found, discover
from styrdok.engines.ingest import ingest, rebuild
from styrdok.engines.lane import Known, Outcome
from styrdok.engines.pool import Lanes
from styrdok.engines.read_one import read_one
from styrdok.errors import RegistryNotWritable, UnreadableInput
from styrdok.findings import Snapshot
from styrdok.models import Reading
from styrdok.registry.files import FileRecord, Seen
from styrdok.registry.intake import ReadResult
from styrdok.registry.store import Registry
from styrdok.settings import ReadLimits, Settings
from styrdok.vocabulary import FileStatus

from .conftest import make_pdf


def _state(registry: Path) -> tuple[Snapshot, list[tuple[str, str, str]]]:
    with Registry.open(registry, read_only=True) as opened:
        files = [(file.name, file.status.value, file.reason) for file in opened.files()]
        return opened.snapshot(), files


class Steps:
    """Counts the steps that a run tells."""

    def __init__(self) -> None:
        self.total, self.names, self.ended = 0, list[str](), False

    def begin(self, total: int, what: str) -> None:
        self.total = total

    def step(self, name: str) -> None:
        self.names.append(name)

    def end(self) -> None:
        self.ended = True


def test_a_folder_goes_in_and_each_bad_file_is_named(folder: Path, tmp_path: Path) -> None:
    steps = Steps()
    summary = ingest([folder], tmp_path / "r.db", jobs=2, progress=steps)
    assert summary.exit_code == 7
    assert [(file.name, file.status.value, file.code) for file in summary.files] == [
        ("a.pdf", "ok", ""),
        ("b.PDF", "ok", ""),
        ("cut.pdf", "quarantined", "damaged"),
        ("letter.pdf", "quarantined", "not_a_pdf"),
        ("locked.pdf", "quarantined", "encrypted"),
        ("sub/a.pdf", "ok", ""),
        ("sub/c.pdf", "duplicate", "duplicate"),
        ("å.pdf", "ok", ""),
    ]
    assert all(file.reason and file.hint for file in summary.named(FileStatus.QUARANTINED))
    assert steps.total == len(steps.names) == 8
    assert steps.ended
    with Registry.open(tmp_path / "r.db", read_only=True) as registry:
        assert len(registry.documents()) == 4
        assert [hit.page for hit in registry.search("cykelväg")] == [1]
        document = registry.document("sub/a.pdf")
        assert registry.source(document.id) == folder / "sub" / "a.pdf"


def test_a_second_run_reads_nothing(folder: Path, tmp_path: Path) -> None:
    ingest([folder], tmp_path / "r.db", jobs=1)
    before = _state(tmp_path / "r.db")
    summary = ingest([folder], tmp_path / "r.db", jobs=1)
    assert summary.read == ()
    assert summary.exit_code == 7
    assert _state(tmp_path / "r.db") == before


def test_neither_workers_nor_order_nor_repetition_show(folder: Path, tmp_path: Path) -> None:
    ingest([folder], tmp_path / "one.db", jobs=1)
    for path in sorted(folder.rglob("*.pdf"), reverse=True):
        if path.parent == folder and not path.name.startswith("."):
            ingest([path], tmp_path / "two.db", jobs=1)
    ingest([folder / "sub", folder], tmp_path / "two.db", jobs=2)
    assert _state(tmp_path / "one.db") == _state(tmp_path / "two.db")


def test_a_changed_file_is_read_again(folder: Path, tmp_path: Path) -> None:
    ingest([folder], tmp_path / "r.db", jobs=1)
    (folder / "b.PDF").write_bytes((folder / "letter.pdf").read_bytes() + b"changed")
    (folder / "letter.pdf").write_bytes((folder / "å.pdf").read_bytes())
    summary = ingest([folder], tmp_path / "r.db", jobs=1)
    assert summary.read == ("b.PDF",)
    statuses = {file.name: file.status for file in summary.files}
    assert statuses["b.PDF"] is FileStatus.QUARANTINED
    assert statuses["å.pdf"] is FileStatus.DUPLICATE
    with Registry.open(tmp_path / "r.db", read_only=True) as registry:
        assert {document.file for document in registry.documents()} == {"a.pdf", "letter.pdf", "sub/a.pdf"}


def test_a_newer_reader_reads_everything_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest([folder / "a.pdf"], tmp_path / "r.db", jobs=1)
    monkeypatch.setattr(module, "reader_version", lambda: "another")
    assert ingest([folder / "a.pdf"], tmp_path / "r.db", jobs=1).read == ("a.pdf",)


def test_a_failure_is_tried_again_under_other_limits(folder: Path, tmp_path: Path) -> None:
    tight = Settings(ReadLimits(memory_bytes=1 << 20))
    registry = tmp_path / "r.db"
    first = ingest([folder / "cut.pdf"], registry, jobs=1, settings=tight)
    assert first.exit_code == 3
    assert ingest([folder / "cut.pdf"], registry, jobs=1, settings=tight).read == ()
    assert ingest([folder / "cut.pdf"], registry, jobs=1).read == ("cut.pdf",)


def test_only_bad_files_is_nothing_read(folder: Path, tmp_path: Path) -> None:
    assert ingest([folder / "letter.pdf"], tmp_path / "r.db", jobs=1).exit_code == 3


def test_a_file_that_cannot_be_opened_is_quarantined(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = Seen(folder / "gone.pdf", "gone.pdf")
    there = Seen(folder / "a.pdf", "a.pdf")
    monkeypatch.setattr(module, "discover", lambda paths: Found((there, gone)))
    summary = ingest([folder], tmp_path / "r.db", jobs=1)
    assert summary.exit_code == 7
    assert summary.files[1].status is FileStatus.QUARANTINED
    assert "kan inte öppnas" in summary.files[1].reason


def test_nothing_to_read_is_told_before_a_registry_is_made(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for place in (tmp_path / "nowhere", tmp_path / "empty"):
        with pytest.raises(UnreadableInput) as raised:
            ingest([place], tmp_path / "r.db")
        assert raised.value.hint
    assert not (tmp_path / "r.db").exists()


def test_a_registry_that_cannot_be_made_is_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(RegistryNotWritable) as raised:
        ingest([folder], tmp_path / "nowhere" / "r.db")
    assert raised.value.exit_code == 5


def test_names_do_not_depend_on_the_order_of_the_paths(folder: Path) -> None:
    one = discover([folder, folder / "sub", folder / "a.pdf"])
    assert one == discover([folder / "a.pdf", folder / "sub", folder])
    assert [item.name for item in one.files][:2] == ["a.pdf", "b.PDF"]
    assert "sub/c.pdf" in {item.name for item in one.files}
    assert not any(item.name.startswith(".") for item in one.files)


def test_an_interruption_keeps_what_is_done(folder: Path, tmp_path: Path) -> None:
    class Stop(Steps):
        def step(self, name: str) -> None:
            super().step(name)
            if len(self.names) == 3:
                raise KeyboardInterrupt

    summary = ingest([folder], tmp_path / "r.db", jobs=1, progress=Stop())
    assert summary.interrupted
    assert summary.exit_code == 130
    assert len(summary.read) >= 2
    ingest([folder], tmp_path / "r.db", jobs=1)
    ingest([folder], tmp_path / "whole.db", jobs=1)
    assert _state(tmp_path / "r.db") == _state(tmp_path / "whole.db")


def test_no_worker_is_left_behind(folder: Path, tmp_path: Path) -> None:
    ingest([folder], tmp_path / "r.db", jobs=2)
    children = subprocess.run(
        ["ps", "-o", "args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    ).stdout
    assert "styrdok.engines.worker" not in children


def test_exports_are_the_same_bytes_and_fit_the_schema(folder: Path, tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    from styrdok.engines.analyse import analyse
    from styrdok.reports.export import export, schema

    def exported(registry: Path) -> str:
        with Registry.open(registry, read_only=True) as opened:
            snapshot, files = opened.snapshot(), opened.files()
        whole = export(snapshot, files, analyse(snapshot, date(2026, 1, 1)), passages=True)
        jsonschema.validate(whole, schema())
        return json.dumps(whole, ensure_ascii=False)

    ingest([folder], tmp_path / "one.db", jobs=1)
    ingest([folder / "sub", folder], tmp_path / "two.db", jobs=2)
    text = exported(tmp_path / "one.db")
    assert text == exported(tmp_path / "two.db")
    assert str(tmp_path) not in text


def test_rebuilding_gives_the_same_and_keeps_what_people_did(folder: Path, tmp_path: Path) -> None:
    registry = tmp_path / "r.db"
    ingest([folder], registry, jobs=1)
    with Registry.open(registry) as store:
        store.correct(store.document("b.PDF").id, "responsible", "Parkkontoret", "kim")
    before = _state(registry)
    (folder / "å.pdf").unlink()
    summary = rebuild(registry, jobs=2)
    assert len(summary.read) == 6
    assert _state(registry) == before
    with Registry.open(registry, read_only=True) as store:
        assert [act.who for act in store.acts()] == ["kim"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open everything")
def test_a_file_that_can_no_longer_be_opened_keeps_its_document(folder: Path, tmp_path: Path) -> None:
    ingest([folder / "a.pdf"], tmp_path / "r.db", jobs=1)
    (folder / "a.pdf").chmod(0)
    (file,) = ingest([folder / "a.pdf"], tmp_path / "r.db", jobs=1).files
    assert file.status is FileStatus.OK
    assert "kan inte öppnas" in file.reason


@pytest.mark.parametrize("spoil", ["\ud800", b"nowhere", 1 << 70])
def test_what_cannot_be_kept_is_quarantined(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: object
) -> None:
    good = read_one((folder / "a.pdf").read_bytes(), Settings())
    assert good.reading is not None
    if isinstance(spoil, str):
        reading = replace(good.reading, text=spoil)
    elif isinstance(spoil, bytes):
        line = replace(good.reading.blocks[0].lines[0], edges=spoil)
        reading = replace(good.reading, blocks=(replace(good.reading.blocks[0], lines=(line,)),))
    else:
        reading = replace(good.reading, pages=(replace(good.reading.pages[0], number=spoil),))

    @contextmanager
    def spoilt(*_: object) -> Iterator[Callable[[Seen], Future[ReadResult]]]:
        def submit(item: Seen) -> Future[ReadResult]:
            future = Future[ReadResult]()
            future.set_result(replace(good, reading=reading) if item.name == "a.pdf" else good)
            return future

        yield submit

    monkeypatch.setattr(Lanes, "pool", spoilt)
    (file,) = ingest([folder / "a.pdf"], tmp_path / "r.db", jobs=1).files
    assert (file.status, file.code) == (FileStatus.QUARANTINED, "error")
    assert file.reason


def test_a_twin_of_what_could_not_be_read_is_told_and_read_by_the_next_run(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of two names of a content is read; the other is told to wait for it."""
    content = (folder / "a.pdf").read_bytes()
    (folder / "again.pdf").write_bytes(content)
    known = Known(hashlib.sha256(content).hexdigest())

    @contextmanager
    def lost(*_: object) -> Iterator[Callable[[Seen], Future[Outcome]]]:
        def submit(item: Seen) -> Future[Outcome]:
            future = Future[Outcome]()
            future.set_result("It was ended." if item.name == "a.pdf" else known)
            return future

        yield submit

    paths = [folder / "a.pdf", folder / "again.pdf"]
    with monkeypatch.context() as patched:
        patched.setattr(Lanes, "pool", lost)
        files = ingest(paths, tmp_path / "r.db", jobs=1).files
    assert {file.status for file in files} == {FileStatus.QUARANTINED}
    assert "andra namn" in files[1].reason
    assert [file.status for file in ingest(paths, tmp_path / "r.db", jobs=1).files] == [
        FileStatus.OK,
        FileStatus.DUPLICATE,
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files on this system")
def test_what_is_no_file_is_named_and_the_rest_is_read(folder: Path, tmp_path: Path) -> None:
    """A pipe that nobody writes to, and links to a device without end, directly and in a circle."""
    os.mkfifo(folder / "a-pipe.pdf")
    (folder / "b-device.pdf").symlink_to("/dev/zero")
    (folder / "c-circle.pdf").symlink_to(folder / "c-circle.pdf")
    summary = ingest([folder], tmp_path / "r.db", jobs=1)
    assert summary.exit_code == 7
    told = {file.name: file for file in summary.files}
    for name in ("a-pipe.pdf", "b-device.pdf", "c-circle.pdf"):
        assert told[name].status is FileStatus.QUARANTINED
        assert "kan inte öppnas" in told[name].reason
    assert told["sub/a.pdf"].status is FileStatus.OK
    given = ingest([folder / "a-pipe.pdf"], tmp_path / "given.db", jobs=1)
    assert given.exit_code == 3


def test_a_folder_that_cannot_be_read_is_named_and_the_rest_is_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = os.scandir

    def refusing(place: str | Path) -> "os._ScandirIterator[str]":
        if Path(place).name == "sub":
            raise PermissionError(13, "Permission denied", str(place))
        return usual(str(place))

    monkeypatch.setattr(os, "scandir", refusing)
    (folder / "letter.pdf").unlink()
    (folder / "locked.pdf").unlink()
    (folder / "cut.pdf").unlink()
    summary = ingest([folder], tmp_path / "r.db", jobs=1)
    assert summary.exit_code == 7
    assert [file.name for file in summary.files] == ["a.pdf", "b.PDF", "å.pdf"]
    (refusal,) = summary.refused
    assert str(folder / "sub") in str(refusal)
    with pytest.raises(UnreadableInput, match="Permission denied"):
        ingest([folder / "sub"], tmp_path / "none.db", jobs=1)


def test_an_interruption_while_all_is_linked_keeps_what_is_done(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(store: Registry) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Registry, "relink", interrupted)
        summary = ingest([folder], tmp_path / "r.db", jobs=1)
    assert summary.exit_code == 130
    assert len(summary.read) == 7
    ingest([folder], tmp_path / "r.db", jobs=1)
    ingest([folder], tmp_path / "whole.db", jobs=1)
    assert _state(tmp_path / "r.db") == _state(tmp_path / "whole.db")


def test_pages_beyond_the_limit_are_told_and_read_under_a_higher_one(tmp_path: Path) -> None:
    (tmp_path / "long.pdf").write_bytes(make_pdf(*(f"Plan, sida {number}" for number in range(5))))

    def taken_in(pages: int) -> FileRecord:
        limits = Settings(ReadLimits(pages=pages))
        summary = ingest([tmp_path], tmp_path / "r.db", jobs=1, settings=limits)
        read.append(bool(summary.read))
        return summary.files[0]

    read: list[bool] = []
    file = taken_in(3)
    assert (file.status, file.pages, file.pages_unread) == (FileStatus.PARTIAL, 5, 2)
    assert "De sista 2 av 5 sidor ligger bortom gränsen" in file.reason
    assert "limits.pages" in file.hint
    assert taken_in(3) == file
    file = taken_in(0)
    assert (file.status, file.pages, file.pages_unread, file.reason) == (FileStatus.OK, 5, 0, "")
    assert read == [True, False, True]


@pytest.mark.parametrize("stage", ["read", "extract"])
def test_a_fault_on_one_page_is_that_page_s(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    """Whatever fails, wherever it fails: the pages that are sound are read, the other is told."""
    usual = getattr(read_one_module, stage)

    def faulty(*given: object, **named: object) -> object:
        done = usual(*given, **named)
        text = done.text if isinstance(done, Reading) else " ".join(one.anchor.text for one in done.passages)
        if "Sidan med felet" in text:
            raise IndexError("array index out of range")
        return done

    data = make_pdf("Cykelplan\nNämnden ska bygga.", "Sidan med felet\nDen ska nämnas.", "Bolagen bör sköta parker.")
    monkeypatch.setattr(read_one_module, stage, faulty)
    result = read_one(data, Settings())
    assert result.reading is not None
    assert [page.status.value for page in result.reading.pages] == ["text", "failed", "text"]
    assert "Bolagen bör sköta parker." in result.reading.text
    alone = read_one(make_pdf("Sidan med felet\nDen ska nämnas."), Settings())
    assert alone.failure is not None
    assert "IndexError" in alone.failure.message
