import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from styrdok.errors import (
    AmbiguousName,
    NotFound,
    RegistryDamaged,
    RegistryLocked,
    RegistryMissing,
    RegistryNotWritable,
    RegistryTooNew,
    UsageProblem,
    WriteFailed,
)
from styrdok.ids import document_id
from styrdok.judgements.acts import Opinion
from styrdok.models import Page
from styrdok.registry.files import Seen
from styrdok.registry.intake import Failure, ReadResult
from styrdok.registry.store import Registry
from styrdok.sentence import Sentence
from styrdok.vocabulary import DocumentType, FileStatus, PageStatus, Status, Verdict


def _id(result: ReadResult) -> str:
    return document_id(result.sha256)


def test_what_was_added_comes_back_as_it_was(registry: Registry, quality: ReadResult) -> None:
    record = registry.record(_id(quality))
    assert record.extraction == quality.extraction
    assert record.document.file == "kvalitet.pdf"
    assert record.document.pages == 2
    assert record.document.description.title == "Kvalitetsprogram"
    assert record.document.description.type is DocumentType.PROGRAM
    assert str(record.document.description.adopted_on) == "2021-05-17"
    assert record.document.description.diary_numbers == ("KS 2021/412",)
    assert registry.text(_id(quality)) == quality.reading.text


def test_a_reading_comes_back_with_its_layout(registry: Registry, quality: ReadResult) -> None:
    found = registry.reading(_id(quality))
    assert found.pages == quality.reading.pages
    assert found.info == quality.reading.info
    assert found.outline == quality.reading.outline
    assert [block.lines[0].box for block in found.blocks] == [b.lines[0].box for b in quality.reading.blocks]


def test_any_range_has_boxes_without_the_pdf(registry: Registry, quality: ReadResult) -> None:
    passage = quality.extraction.passages[1]
    boxes = registry.boxes(_id(quality), 1, passage.anchor.start, passage.anchor.end)
    assert len(boxes) == 1
    for found, true in zip(boxes, passage.anchor.boxes, strict=True):
        assert found.x0 == pytest.approx(true.x0, abs=0.01)
        assert found.x1 == pytest.approx(true.x1, abs=0.01)
    word = registry.boxes(_id(quality), 1, 0, 4)[0]
    assert (word.x0, word.x1) == (pytest.approx(50), pytest.approx(71))
    with pytest.raises(NotFound):
        registry.boxes(_id(quality), 9, 0, 1)


def test_a_snapshot_is_sorted(registry: Registry) -> None:
    snapshot = registry.snapshot()
    ids = [record.document.id for record in snapshot.records]
    assert ids == sorted(ids)
    assert len(ids) == 2


@pytest.mark.parametrize(
    "name",
    [
        "{id}",
        "{short}",
        "sub/personal.pdf",
        "personal.pdf",
        "personal",
        "PERSONALPOLICY",
        "personalpol",
        " personal.pdf ",
    ],
)
def test_a_document_goes_by_many_names(registry: Registry, staff: ReadResult, name: str) -> None:
    wanted = _id(staff)
    assert registry.document(name.format(id=wanted, short=wanted[:6])).id == wanted


def test_an_ambiguous_name_lists_the_candidates(registry: Registry, quality: ReadResult, staff: ReadResult) -> None:
    with pytest.raises(AmbiguousName) as raised:
        registry.document("p")
    assert _id(quality) in raised.value.message
    assert _id(staff) in raised.value.message
    for name in ("", "nothing such"):
        with pytest.raises(NotFound):
            registry.document(name)


def test_same_content_twice_is_a_duplicate_whatever_the_order(tmp_path: Path, staff: ReadResult) -> None:
    for order in (("a.pdf", "b.pdf"), ("b.pdf", "a.pdf")):
        with Registry.open(tmp_path / f"{order[0]}.db", create=True) as registry:
            for name in order:
                registry.add_document(Seen(tmp_path / name, name), staff)
            registry.relink()
            assert [(file.name, file.status) for file in registry.files()] == [
                ("a.pdf", FileStatus.OK),
                ("b.pdf", FileStatus.DUPLICATE),
            ]
            assert registry.files()[1].reason == "Samma innehåll som a.pdf."
            assert [document.file for document in registry.documents()] == ["a.pdf"]


def test_a_changed_file_takes_its_old_content_along(
    registry: Registry, path: Path, staff: ReadResult, result: Callable[..., ReadResult]
) -> None:
    new = result("Personalpolicy", "Personalpolicyn är omskriven.", "Den gäller tills vidare.")
    registry.add_document(Seen(path.parent / "sub" / "personal.pdf", "sub/personal.pdf"), new)
    registry.relink()
    assert _id(new) in {document.id for document in registry.documents()}
    assert _id(staff) not in {document.id for document in registry.documents()}
    assert registry.known_versions().keys() == {new.sha256, *registry.known_versions().keys()} - {staff.sha256}


def test_a_failure_is_kept_with_its_reason(registry: Registry, path: Path) -> None:
    failure = Failure("encrypted", "The PDF asks for a password.", "Save a copy without a password.")
    registry.add_document(Seen(path.parent / "x.pdf", "x.pdf"), ReadResult("0" * 64, "1", failure=failure))
    registry.add_unreadable(Seen(path.parent / "y.pdf", "y.pdf"), "Permission denied")
    files = {file.name: file for file in registry.files()}
    assert files["x.pdf"].status is FileStatus.QUARANTINED
    assert (files["x.pdf"].code, files["x.pdf"].reason) == ("encrypted", failure.message)
    assert (files["y.pdf"].status, files["y.pdf"].sha256) == (FileStatus.QUARANTINED, None)


def test_a_page_that_could_not_be_read_makes_a_file_partial(registry: Registry, path: Path, staff: ReadResult) -> None:
    assert staff.reading is not None
    page: Page = replace(staff.reading.pages[0], status=PageStatus.IMAGE)
    again = replace(staff, reading=replace(staff.reading, pages=(page,)))
    registry.add_document(Seen(path.parent / "sub" / "personal.pdf", "sub/personal.pdf"), again)
    file = next(file for file in registry.files() if file.name == "sub/personal.pdf")
    assert (file.status, file.pages, file.pages_unread) == (FileStatus.PARTIAL, 1, 1)


def test_adding_again_changes_nothing(registry: Registry, path: Path, quality: ReadResult) -> None:
    before = registry.snapshot()
    registry.add_document(Seen(path.parent / "kvalitet.pdf", "kvalitet.pdf"), quality)
    assert not registry.is_linked()
    registry.relink()
    assert registry.is_linked()
    assert registry.snapshot() == before
    assert registry.examine() == () or {finding.code for finding in registry.examine()} == {"file_gone"}


def test_a_failed_addition_leaves_everything_as_it_was(registry: Registry, path: Path, quality: ReadResult) -> None:
    before = registry.snapshot()
    broken = replace(quality, forms=())
    with pytest.raises(ValueError, match="zip"):
        registry.add_document(Seen(path.parent / "kvalitet.pdf", "kvalitet.pdf"), broken)
    assert registry.snapshot() == before


def test_removing_forgets_a_document(registry: Registry, staff: ReadResult) -> None:
    registry.remove(_id(staff))
    assert len(registry.documents()) == 1
    assert len(registry.files()) == 1
    assert not registry.search("kommunstyrelsen arbetsgivare")
    with pytest.raises(NotFound):
        registry.record(_id(staff))


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("kvalitetsprogram", {"Kvalitetsprogrammet", "Kvalitetsprogram"}),
        ("program", {"Kvalitetsprogrammet", "Kvalitetsprogram"}),
        ("åtgärd", {"Åtgärderna"}),
        ("medarbetare", {"medarbetare"}),
        ('"goda förutsättningar"', {"goda", "förutsättningar"}),
        ("förutsätt*", {"förutsättningar"}),
    ],
)
def test_search_finds_inflections_compounds_phrases_and_beginnings(
    registry: Registry, quality: ReadResult, query: str, marked: set[str]
) -> None:
    hits = [hit for hit in registry.search(query) if hit.document == _id(quality)]
    assert {hit.snippet[start:end] for hit in hits for start, end in hit.marks} == marked


@pytest.mark.parametrize("query", ['"', "AND", "text:x", "a OR", "(", "NEAR(a b)", "x^2", "*", "-", "';--", "mal"])
def test_no_query_breaks_the_search(registry: Registry, query: str) -> None:
    try:
        hits = registry.search(query)
    except UsageProblem:
        return
    assert all("mål" not in hit.snippet for hit in hits)


def test_a_word_can_be_left_out(registry: Registry) -> None:
    assert len(registry.search("medarbetare")) == 2
    assert len(registry.search("medarbetare -chefer")) == 1
    with pytest.raises(UsageProblem):
        registry.search("-chefer")


def test_a_missing_registry_is_told(path: Path) -> None:
    with pytest.raises(RegistryMissing) as raised:
        Registry.open(path)
    assert str(path) in raised.value.message
    assert raised.value.hint
    with pytest.raises(RegistryMissing):
        Registry.open(path, read_only=True)
    assert not path.exists()


def test_an_empty_file_can_become_a_registry(path: Path) -> None:
    path.touch()
    with pytest.raises(RegistryMissing):
        Registry.open(path, read_only=True)
    with Registry.open(path, create=True) as registry:
        assert registry.documents() == ()


def test_another_kind_of_file_is_left_alone(path: Path) -> None:
    path.write_bytes(b"This is a letter and not a database." * 100)
    with pytest.raises(RegistryDamaged):
        Registry.open(path, create=True)
    assert path.read_bytes().startswith(b"This is a letter")


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE mine (x)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(RegistryDamaged):
        Registry.open(path, create=True)
    assert path.read_bytes() == before


def test_a_registry_of_a_newer_version_is_left_alone(path: Path) -> None:
    Registry.open(path, create=True).close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(RegistryTooNew):
            Registry.open(path, create=not read_only, read_only=read_only)
    assert path.read_bytes() == before


def test_a_held_registry_is_told(registry: Registry, path: Path, staff: ReadResult) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with Registry.open(path, timeout=0.0) as second, pytest.raises(RegistryLocked):
            second.add_document(Seen(path, "x.pdf"), staff)
        with Registry.open(path, read_only=True, timeout=0.0) as reader:
            assert len(reader.documents()) == 2
    finally:
        other.close()


def test_a_damaged_registry_is_told(path: Path, staff: ReadResult) -> None:
    with Registry.open(path, create=True) as registry:
        registry.add_document(Seen(path, "x.pdf"), staff)
    content = bytearray(path.read_bytes())
    content[4096:40960] = b"\xa5" * 36864
    path.write_bytes(bytes(content))
    with pytest.raises(RegistryDamaged), Registry.open(path, read_only=True) as registry:
        registry.snapshot()


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(RegistryNotWritable):
        Registry.open(tmp_path / "nowhere" / "r.db", create=True)
    with pytest.raises(RegistryMissing):
        Registry.open(tmp_path, read_only=True)


def test_a_backup_that_fails_leaves_nothing(registry: Registry, tmp_path: Path) -> None:
    target = tmp_path / "copies"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(WriteFailed):
        registry.backup(target)
    assert not list(tmp_path.glob("*.part*"))


def test_a_backup_is_whole_and_replaces_an_older_one(registry: Registry, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(b"older")
    registry.backup(copy)
    with Registry.open(copy, read_only=True) as opened:
        assert opened.snapshot() == registry.snapshot()
    assert not (tmp_path / "copy.db.part").exists()


def test_a_full_disk_is_told_and_nothing_is_half_written(
    registry: Registry, path: Path, result: Callable[..., ReadResult]
) -> None:
    before = registry.snapshot()
    pages = registry._db.execute("PRAGMA page_count").fetchone()[0]
    registry._db.execute(f"PRAGMA max_page_count = {pages}")
    large = result("Stor plan", *(f"Stycke {number} om parker." * 40 for number in range(60)))
    with pytest.raises(RegistryNotWritable) as raised:
        registry.add_document(Seen(path.parent / "stor.pdf", "stor.pdf"), large)
    assert "disk" in raised.value.hint
    assert registry.snapshot() == before
    registry._db.execute("PRAGMA max_page_count = 100000")
    registry.add_document(Seen(path.parent / "stor.pdf", "stor.pdf"), large)
    registry.relink()
    assert len(registry.documents()) == 3


def test_statuses_follow_the_day(registry: Registry, quality: ReadResult) -> None:
    name = _id(quality)
    assert registry.record(name, date(2020, 1, 1)).document.description.status is Status.ADOPTED
    assert registry.record(name, date(2022, 1, 1)).document.description.status is Status.IN_FORCE
    registry.correct(name, "status", "archived", "kim")
    assert registry.record(name, date(2022, 1, 1)).document.description.status is Status.ARCHIVED
    registry.correct(name, "status", "in_force", "kim")
    registry.correct(name, "valid_to", "2021-12-31", "kim")
    assert registry.record(name, date(2022, 1, 1)).document.description.status is Status.IN_FORCE


def test_a_document_added_later_is_found_in_what_was_read_before(path: Path, result: Callable[..., ReadResult]) -> None:
    older = result(
        "Parkplan", "Parkplanen gäller alla parker.", "Den ska följas.", "Läs även Grönare Ekhamn, som styr."
    )
    newer = result("Grönare Ekhamn", "Här står vad staden vill.")
    name, target = document_id(older.sha256), document_id(newer.sha256)
    with Registry.open(path, create=True) as registry:
        registry.add_document(Seen(path.parent / "p.pdf", "p.pdf"), older)
        registry.relink()
        assert registry.references(name) == ()
        registry.add_document(Seen(path.parent / "g.pdf", "g.pdf"), newer)
        registry.relink()
        (found,) = registry.references(name)
        assert (found.resolution.target, found.mention.text) == (target, "Grönare Ekhamn")
        assert found.mention.sentence == "Läs även Grönare Ekhamn, som styr."
        assert (found.mention.anchor.page, len(found.mention.anchor.boxes)) == (2, 1)
        assert registry.text(name)[found.mention.start : found.mention.end] == "Grönare Ekhamn"
        once = registry.snapshot()
        registry.relink()
        assert registry.snapshot() == once
        registry.remove(target)
        assert registry.references(name) == ()


@pytest.mark.parametrize("read_only", [True, False])
def test_a_registry_that_cannot_be_used_is_not_held_open(
    registry: Registry, path: Path, monkeypatch: pytest.MonkeyPatch, read_only: bool
) -> None:
    held: list[sqlite3.Connection] = []

    def refuse(connection: sqlite3.Connection, *_: object) -> None:
        held.append(connection)
        raise RegistryTooNew(Sentence.of("Nej."), Sentence.of("Nej."))

    monkeypatch.setattr(
        "styrdok.registry.migrations.check_current" if read_only else "styrdok.registry.migrations.migrate", refuse
    )
    with pytest.raises(RegistryTooNew):
        Registry.open(path, read_only=read_only)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        held[0].execute("SELECT 1")


def test_the_seal_stays_when_people_judge_and_changes_with_the_documents(
    registry: Registry, quality: ReadResult, staff: ReadResult
) -> None:
    registry.relink()
    sealed = registry.sealed()
    assert sealed is not None
    registry.judge(sorted((_id(quality), _id(staff))), Opinion(Verdict.ACCEPT), "Anna")
    assert registry.sealed() == sealed
    registry.correct(_id(staff), "title", "Ett annat namn", "Anna")
    corrected = registry.sealed()
    assert corrected not in (None, sealed)
    registry.remove(_id(staff))
    assert registry.sealed() not in (None, corrected)
