"""The kept analysis is the analysis: read where nothing has changed, made anew where anything has."""

from collections import Counter
from datetime import date, timedelta

import pytest

from styrdok.engines import analyse as analysing
from styrdok.engines import kept
from styrdok.engines.analyse import analyse
from styrdok.engines.ingest import ingest
from styrdok.engines.kept import analysed
from styrdok.errors import RegistryLocked
from styrdok.findings import Overlap
from styrdok.judgements.acts import Opinion
from styrdok.overlaps import memory, scoring
from styrdok.overlaps.proposals import suggested
from styrdok.registry.beside import Drawer, Shelf
from styrdok.registry.pairs import KeptPairs
from styrdok.registry.store import Registry
from styrdok.vocabulary import Linked, Verdict

DAY = date(2026, 11, 28)


@pytest.fixture
def registry(folder, tmp_path):
    ingest([folder], tmp_path / "r.db", jobs=1)
    with Registry.open(tmp_path / "r.db") as opened:
        yield opened


@pytest.fixture
def times(monkeypatch):
    """The days that were analysed for."""
    days = []

    def counting(original):
        def counted(work, *given):
            days.append(work.day)
            return original(work, *given)

        return counted

    for name in ("all", "another_day"):
        monkeypatch.setattr(kept._Work, name, counting(getattr(kept._Work, name)))
    return days


def same(registry, day=DAY):
    """Whether all parts are what a full run gives."""
    found, snapshot = analysed(registry, day), registry.snapshot(day)
    assert found.analysis == analyse(snapshot, day)
    assert found.snapshot == snapshot
    assert found.titles == snapshot.titles
    return True


def files(registry):
    """Everything that is kept beside the registry."""
    return sorted(place for place in Shelf(registry.path).folder.rglob("*") if place.is_file())


def test_the_second_time_nothing_is_worked_out(registry, times):
    assert same(registry)
    assert same(registry)
    assert times == [DAY]


def test_all_of_the_corpus_comes_back_as_it_was(corpus_registry, times):
    with Registry.open(corpus_registry, read_only=True) as registry:
        Shelf(corpus_registry).clear()
        assert same(registry)
        assert same(registry)
    assert times == [DAY]


def test_a_judgement_changes_nothing_nor_does_undoing_it(registry, times):
    same(registry)
    act = registry.judge([one.id for one in registry.documents()[:2]], Opinion(Verdict.ACCEPT), "kim")
    same(registry)
    registry.undo(act.id, "kim")
    same(registry)
    assert times == [DAY]


@pytest.mark.parametrize(
    ("field", "value"), [("title", "Parkplan"), ("status", "repealed"), ("valid_to", "2020-01-01")]
)
def test_a_correction_and_its_undoing_do(registry, times, field, value):
    same(registry)
    act = registry.correct(registry.documents()[0].id, field, value, "kim")
    same(registry)
    registry.undo(act.id, "kim")
    same(registry)
    assert len(times) == 3


def test_a_document_less_and_a_document_more_do(registry, times, folder):
    same(registry)
    registry.remove(registry.documents()[0].id)
    same(registry)
    ingest([folder], registry.path, jobs=1)
    same(registry)
    assert len(times) == 3


def test_each_day_has_its_own(registry, times):
    days = [DAY + timedelta(days=number) for number in range(2)]
    for day in (*days, *days):
        same(registry, day)
    assert times == days


def test_who_asks_for_overlaps_alone_waits_for_nothing_else(registry, monkeypatch):
    monkeypatch.setattr(analysing, "needs_of", None)
    first = analysed(registry, DAY).overlaps
    assert analysed(registry, DAY + timedelta(days=1)).overlaps == first
    monkeypatch.undo()
    assert same(registry)


def test_what_is_in_hand_is_not_unpacked_again(registry):
    first = analysed(registry, DAY)
    changed = first.documents[0].id
    registry.correct(changed, "title", "Bryggor och badplatser", "kim")
    then = analysed(registry, DAY, in_hand=first.in_hand)
    for name, record in first.snapshot.by_id.items():
        now = then.snapshot.by_id[name].extraction
        assert now is record.extraction or now != record.extraction
    assert same(registry)


def test_an_overlap_in_hand_is_not_unpacked():
    found, pair = Overlap("a", "b", 0.5, (), (), False, Linked.NONE), ("a", "b")
    new = KeptPairs(lambda document: None)
    new.keep(pair, b"name", found)
    packed = dict(new.changed("a"))
    assert KeptPairs(packed.get, {pair: (b"name", found)}).overlap(pair, b"name") is found
    unpacked = KeptPairs(packed.get, {pair: (b"other", found)}).overlap(pair, b"name")
    assert unpacked == found
    assert unpacked is not found


def test_what_documents_suggest_is_kept_for_another_day(registry, monkeypatch):
    first = analysed(registry, DAY).proposals
    monkeypatch.setattr(suggested, "_places", lambda record: pytest.fail("looked for again"))
    assert len(analysed(registry, DAY + timedelta(days=1)).proposals) == len(first)
    monkeypatch.undo()
    assert same(registry)


def test_another_program_works_it_out_anew(registry, times, monkeypatch):
    same(registry)
    monkeypatch.setattr(kept, "analysis_version", lambda: "another")
    same(registry)
    assert len(times) == 2


def test_what_is_damaged_is_made_anew_and_kept(registry, times):
    same(registry)
    for place in files(registry):
        place.write_bytes(place.read_bytes()[:-9])
    told: list[str] = []
    for _ in range(2):
        analysed(registry, DAY, lambda: told.append("mended"))
    assert told == ["mended"]
    assert same(registry)
    assert len(times) == 2


@pytest.mark.parametrize("drawer", [".documents", ".said"])
def test_damage_that_is_met_late_is_told_too(registry, drawer):
    same(registry)
    for place in files(registry):
        if place.parent.suffix == drawer:
            place.write_bytes(place.read_bytes()[:-9])
    told: list[str] = []
    found = analysed(registry, DAY + timedelta(days=1), lambda: told.append("mended"))
    assert found.snapshot.records
    assert isinstance(found.needs, tuple)
    assert told == ["mended"]


def test_a_damaged_memory_is_done_without(registry):
    same(registry)
    for place in files(registry):
        if place.parent.suffix == ".documents":
            place.write_bytes(place.read_bytes()[:-9])
    registry.correct(registry.documents()[0].id, "title", "Parkplan", "kim")
    assert same(registry)


def test_what_is_whole_but_no_analysis_is_made_anew(registry, times):
    same(registry)
    shelf = Shelf(registry.path)
    for place in files(registry):
        if place.parent == shelf.folder:
            shelf.put(place.name, [b"\x93\x01\x02\x03"])
        else:
            shelf.drawer(place.parent.name).put(place.name, b"\x93\x01\x02\x03")
    same(registry)
    assert len(times) == 2


def test_overlaps_are_the_same_on_another_day(registry, monkeypatch):
    same(registry)
    monkeypatch.setattr(analysing, "ranked", None)
    found = analysed(registry, DAY + timedelta(days=3000))
    monkeypatch.undo()
    assert found.analysis == analyse(registry.snapshot(DAY + timedelta(days=3000)), DAY + timedelta(days=3000))


@pytest.fixture
def made(monkeypatch):
    """How often each kind of thing was worked out."""
    counts = Counter()

    class Counting(memory.Kept):
        def recall(self, owner, of, kind, make):
            def counted():
                counts[of[0]] += 1
                return make()

            return super().recall(owner, of, kind, counted)

    monkeypatch.setattr(memory, "Kept", Counting)
    return counts


def test_after_a_change_only_what_it_brought_is_worked_out(registry, made, folder):
    same(registry)
    assert made["terms"] == made["title"] == made["audience"] == len(registry.documents())
    made.clear()
    first, *_ = registry.documents()
    registry.correct(first.id, "title", "Parkplan", "kim")
    assert same(registry)
    assert made["title"] == 1
    assert made["terms"] == made["speech"] == made["audience"] == 0
    made.clear()
    registry.remove(first.id)
    assert same(registry)
    assert set(made) == {"standard", "reuse"}
    made.clear()
    ingest([folder], registry.path, jobs=1)
    assert same(registry)
    assert made["terms"] == made["title"] == 1


@pytest.fixture
def scored(monkeypatch):
    """The pairs of documents whose reasons were asked for."""
    pairs = []
    original = scoring._reasons
    monkeypatch.setattr(scoring, "_reasons", lambda context, *pair: pairs.append(pair) or original(context, *pair))
    return pairs


def test_a_corrected_title_leaves_the_pairs_of_all_others_as_they_were(registry, scored):
    analysed(registry, DAY)
    documents = {one.id for one in registry.documents()}
    assert {frozenset(pair) for pair in scored} == {frozenset((a, b)) for a in documents for b in documents if a != b}
    scored.clear()
    first = min(documents)
    registry.correct(first, "title", "Parkplan", "kim")
    analysed(registry, DAY)
    assert {frozenset(pair) for pair in scored} == {frozenset((first, other)) for other in documents - {first}}
    assert same(registry)


def test_overlaps_come_one_by_one_or_together_and_are_made_again_where_they_are_gone(corpus_registry, monkeypatch):
    with Registry.open(corpus_registry, read_only=True) as registry:
        full = analysed(registry, DAY).overlaps
        found, gone = analysed(registry, DAY), analysed(registry, DAY)
        documents = [one.id for one in registry.documents()]
    assert tuple(map(found.overlap, found.listed)) == full
    read = []
    original = Drawer.get
    monkeypatch.setattr(Drawer, "get", lambda drawer, document: read.append(document) or original(drawer, document))
    assert found.overlaps == full
    assert len(full) > len(read)
    assert set(read) == {one.a for one in full}
    Shelf(corpus_registry).clear(documents[1:])
    assert tuple(map(gone.overlap, gone.listed)) == gone.overlaps == full


def test_nothing_is_kept_of_a_document_that_is_gone(registry):
    same(registry)
    first, *others = (document.id for document in registry.documents())
    registry.remove(first)
    left = files(registry)
    assert {place.parent.suffix for place in left} == {".documents", ".said"}
    assert {place.name for place in left} - {"_"} == set(others)


def test_what_a_document_says_is_put_together_once(registry, monkeypatch):
    asked = []
    original = Registry.extraction
    monkeypatch.setattr(Registry, "extraction", lambda self, name: asked.append(name) or original(self, name))
    same(registry)
    assert sorted(asked) == [one.id for one in registry.documents()]
    registry.correct(registry.documents()[0].id, "adopted_by", "Kulturnämnden", "kim")
    same(registry)
    assert len(asked) == len(registry.documents())


def test_a_title_found_in_another_document_changes_what_that_says(registry):
    same(registry)
    said = {one.document.id: one.extraction.passages[0].anchor.text for one in registry.snapshot(DAY).records}
    first, second = list(said)[:2]
    before = registry.seals()
    registry.correct(first, "title", " ".join(said[second].split()[:4]), "kim")
    registry.correct(first, "type", "plan", "kim")
    assert registry.seals()[first] == before[first]
    assert same(registry)


def test_what_the_documents_say_is_read_again_where_it_is_gone(registry):
    same(registry)
    found = analysed(registry, DAY)
    Shelf(registry.path).clear()
    assert found.snapshot == registry.snapshot(DAY)


def test_what_has_changed_in_between_is_not_mixed_up(registry):
    same(registry)
    found = analysed(registry, DAY)
    registry.remove(registry.documents()[0].id)
    with pytest.raises(RegistryLocked):
        _ = found.snapshot


def test_nothing_is_kept_of_a_registry_that_is_not_up_to_date(registry, times, monkeypatch):
    monkeypatch.setattr(Registry, "is_linked", lambda self: False)
    same(registry)
    same(registry)
    assert Shelf(registry.path).names() == ()
    assert len(times) == 2


def test_a_place_that_cannot_be_written_to_hinders_nothing(registry, times):
    (registry.path.parent / "r.db.analysis").write_bytes(b"a file where the folder should be")
    same(registry)
    assert times == [DAY]
