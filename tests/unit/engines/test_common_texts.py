"""Which texts stand in several registries, and in how many."""

from textwrap import fill

import pytest

from styrdok.engines import common_texts as module
from styrdok.engines.common_texts import Wanted, common_texts
from styrdok.errors import UsageProblem
from styrdok.registry.store import Registry
from tests.made import registry_of

TEMPLATE = (
    "Varje förvaltning utser en person som tar emot frågor om tillgänglighet och som svarar inom fem arbetsdagar, "
    "också när svaret är att frågan behöver utredas vidare tillsammans med den som har ställt den."
)
EDITED = TEMPLATE.replace("fem arbetsdagar", "tio arbetsdagar")
LEFT = "Snöröjningen börjar vid skolor och äldreboenden så snart det har fallit fem centimeter snö på marken om natten"
RIGHT = (
    "och gångvägarna sandas före klockan sju av den entreprenör som har vunnit upphandlingen för de tre åren framåt."
)
OWN = (
    "Biblioteket lånar ut skridskor och hjälmar till alla barn i kommunen under hela vintern utan att det kostar något."
)
BODIES = {
    "alvik": {
        "fragor.pdf": f"Riktlinjer för frågor i Alvik\nAntagna av styrelsen 2019-05-02 § 7\n{fill(TEMPLATE)}",
        "vinter.pdf": f"Program för vintern i Alvik\nAntaget av fullmäktige den 3 juni 2020\n{fill(LEFT)}.",
        "barn.pdf": f"Policy för barns fritid\nBeslutad 2021-11-30\n{fill(OWN)}",
    },
    "boda": {
        "fragor.pdf": f"Rutin för svar i Boda kommun\nFastställd av kommundirektören 2022-01-14\n{fill(EDITED)}",
        "sno.pdf": f"Strategi för snö i Boda\nKommunfullmäktige 2018-12-17 § 144\n{fill(LEFT)}\n{fill(RIGHT)}",
    },
    "ceder": {
        "svar.pdf": f"Handbok för service i Ceders kommun\nUpprättad i mars 2023 av kansliet\n{fill(TEMPLATE)}",
        "sand.pdf": f"Regler för sandning\nAntagna 2017-09-05 § 61\nSandlådorna fylls i oktober\n{fill(RIGHT)}",
        "yttrande.pdf": f"Yttrande över remiss om fritid\nDnr KS 2023/12\nStyrelsen tillstyrker.\n{fill(OWN)}",
    },
}


@pytest.fixture(scope="module")
def registries(tmp_path_factory):
    folder = tmp_path_factory.mktemp("registries")
    return [registry_of(folder / f"{body}.db", texts) for body, texts in BODIES.items()]


def told(found):
    texts, count = found
    assert len(texts) == count
    return [([place.registry for place in one.places], one.documents, one.text) for one in texts]


def test_a_text_is_told_with_all_who_have_most_of_it(registries, tmp_path):
    rows = told(common_texts(registries, tmp_path, Wanted(), jobs=1))
    assert rows[0][:2] == ([0, 1, 2], 3)
    assert rows[0][2] in TEMPLATE
    assert rows[0][2].endswith("med den som har ställt den")


def test_what_hangs_together_over_a_third_is_no_text_of_all_three(registries, tmp_path):
    rows = told(common_texts(registries, tmp_path, Wanted(), jobs=1))
    wintry = [bodies for bodies, _, text in rows if "snö" in text or "sandas" in text]
    assert wintry
    assert all(len(bodies) == 2 for bodies in wintry)


def test_each_place_is_where_the_words_stand(registries, tmp_path):
    texts, _ = common_texts(registries, tmp_path, Wanted(), jobs=1)
    for place in texts[0].places:
        with Registry.open(registries[place.registry], read_only=True) as registry:
            record = registry.record(place.document.id)
        assert any(place.words.text in passage.anchor.text for passage in record.extraction.passages)
        assert place.words.page == 1
    assert "tio arbetsdagar" in texts[0].places[1].words.text


def test_replies_count_only_if_asked_for(registries, tmp_path):
    def has_own(place, **asked):
        place.mkdir()
        return any("skridskor" in text for _, _, text in told(common_texts(registries, place, Wanted(**asked), jobs=1)))

    assert not has_own(tmp_path / "a")
    assert has_own(tmp_path / "b", case_papers=True)


def test_least_and_top_narrow_what_is_told(registries, tmp_path):
    places = [tmp_path / name for name in "ab"]
    for place in places:
        place.mkdir()
    assert {len(bodies) for bodies, *_ in told(common_texts(registries, places[0], Wanted(least=3), jobs=1))} == {3}
    texts, count = common_texts(registries, places[1], Wanted(top=1), jobs=1)
    assert (len(texts), count > 1) == (1, True)


def test_parts_and_processes_change_nothing(registries, tmp_path, monkeypatch):
    places = [tmp_path / name for name in "abc"]
    for place in places:
        place.mkdir()
    whole = common_texts(registries, places[0], Wanted(), jobs=1)
    assert common_texts(registries, places[1], Wanted(), jobs=2) == whole
    monkeypatch.setattr(module, "_PART", 20)
    assert common_texts(registries, places[2], Wanted(), jobs=1) == whole
    assert len(list(places[2].glob("spread-*"))) > 4


def test_a_registry_without_words_has_nothing_in_common(registries, tmp_path):
    with Registry.open(tmp_path / "empty.db", create=True):
        pass
    (tmp_path / "work").mkdir()
    assert common_texts([registries[0], tmp_path / "empty.db"], tmp_path / "work", Wanted(), jobs=1) == ((), 0)


def test_one_registry_is_refused(registries, tmp_path):
    with pytest.raises(UsageProblem, match="minst två"):
        common_texts(registries[:1], tmp_path, Wanted())
