"""What documents of several registries have word for word in common."""

import pytest

from styrdok.engines import between as module
from styrdok.engines.between import between
from styrdok.errors import RegistryMissing, UsageProblem, WriteFailed
from styrdok.overlaps.reuse.search import collect, compare_block
from styrdok.registry.store import Registry
from tests.made import registry_of

COPIED = "Varje enhet ska senast i mars gå igenom sina lokaler och skriva upp vad som behöver lagas före nästa vinter."
TWICE = "Den som hyr en lokal ansvarar för att fönster och dörrar är stängda och att lamporna är släckta när alla gått."
BODIES = {
    "alvik": {
        "lokaler.pdf": f"Riktlinjer för lokaler i Alviks kommun\nAntagna av kommunstyrelsen 2019-05-02 § 7\n{COPIED}",
        "klippning.pdf": "Skötselplan för gräs\nGräset framför biblioteket klipps varannan vecka av trädgårdslaget.",
    },
    "boda": {
        "hus.pdf": f"Lokalprogram för Boda kommun\nAntaget av kommunfullmäktige 2021-05-02 § 9\n{COPIED}\n{TWICE}",
    },
    "ceder": {
        "hyra.pdf": f"Regler för uthyrning i Ceders kommun\nAntagna av kommunstyrelsen 2020-05-02 § 3\n{TWICE}",
        "samma.pdf": f"Lokalprogram för Boda kommun\nAntaget av kommunfullmäktige 2021-05-02 § 9\n{COPIED}\n{TWICE}",
    },
}


@pytest.fixture(scope="module")
def registries(tmp_path_factory):
    folder = tmp_path_factory.mktemp("registries")
    return [registry_of(folder / f"{body}.db", texts) for body, texts in BODIES.items()]


def told(found):
    return {(one.registries, tuple(document.file for document in one.documents)) for one in found}


def test_documents_with_the_same_words_are_found_between_registries(registries, tmp_path):
    found = between(registries, tmp_path, jobs=1)
    assert told(found) == {
        ((0, 1), ("lokaler.pdf", "hus.pdf")),
        ((0, 2), ("lokaler.pdf", "samma.pdf")),
        ((1, 2), ("hus.pdf", "hyra.pdf")),
        ((1, 2), ("hus.pdf", "samma.pdf")),
    }
    first = found[0]
    assert (first.registries, first.documents[0].id) == ((1, 2), first.documents[1].id)
    (row,) = [one for one in found if one.documents[1].file == "hus.pdf"]
    (passage,) = row.wording.passages
    assert all(COPIED[:-1] in anchor.text for anchor in (passage.a, passage.b))
    assert (passage.a.page, passage.b.page) == (1, 1)


def test_they_are_those_of_a_search_over_all_passages(registries, tmp_path):
    texts, owners = [], []
    for number, path in enumerate(registries):
        with Registry.open(path, read_only=True) as registry:
            for record in registry.snapshot().records:
                texts += [passage.anchor.text for passage in record.extraction.passages]
                owners += [number] * len(record.extraction.passages)
    matches = compare_block(collect(texts, owners))
    assert sum(len(one.wording.passages) for one in between(registries, tmp_path, jobs=1)) == len(matches)


def test_parts_stretches_and_processes_change_nothing(registries, tmp_path, monkeypatch):
    places = [tmp_path / name for name in "abc"]
    for place in places:
        place.mkdir()
    whole = between(registries, places[0], jobs=1)
    assert between(registries, places[1], jobs=2) == whole
    monkeypatch.setattr(module, "_PART", 20)
    monkeypatch.setattr(module, "_STRETCH", 1)
    assert between(registries, places[2], jobs=1) == whole
    assert len(list(places[2].glob("part-*"))) > 4


def test_an_empty_registry_has_nothing_in_common(registries, tmp_path):
    with Registry.open(tmp_path / "empty.db", create=True):
        pass
    (tmp_path / "work").mkdir()
    assert between([registries[0], tmp_path / "empty.db"], tmp_path / "work", jobs=1) == ()


def test_what_makes_no_sense_is_refused(registries, tmp_path):
    with pytest.raises(UsageProblem, match="minst två"):
        between(registries[:1], tmp_path)
    with pytest.raises(UsageProblem, match="två gånger"):
        between([registries[0], registries[0].parent / "." / registries[0].name], tmp_path)
    with pytest.raises(RegistryMissing):
        between([registries[0], tmp_path / "none.db"], tmp_path, jobs=1)


def test_a_folder_that_cannot_be_written_is_told(registries, tmp_path):
    place = tmp_path / "a file"
    place.write_bytes(b"")
    with pytest.raises(WriteFailed, match="a file"):
        between(registries, place, jobs=1)
