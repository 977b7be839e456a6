from datetime import date

import pytest

from styrdok.extraction.statutes import abbreviations, act_named, by_number, ceased, law_label


def test_a_ceased_act_is_known_with_day_and_successor():
    found = ceased("SFS 1998:204", date(2020, 1, 1))
    assert found is not None
    assert (found.ended, found.successor.sfs) == (date(2018, 5, 25), "2018:218")


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("SFS 1998:204", date(2018, 5, 24)),
        ("SFS 2017:725", date(2030, 1, 1)),
        ("SFS 2031:1", date(2032, 1, 1)),
    ],
)
def test_an_act_in_force_or_unknown_has_not_ceased(label, day):
    assert ceased(label, day) is None


def test_the_act_that_has_the_chapter_is_meant():
    assert law_label("socialtjänstlagen", date(2024, 1, 1)) == "SFS 2001:453"
    assert law_label("socialtjänstlagen", date(2024, 1, 1), chapter=27) == "SFS 2025:400"
    assert law_label("socialtjänstlagen", date(2026, 1, 1), chapter=4) == "SFS 2025:400"


def test_the_highest_chapter_comes_from_the_statute():
    assert by_number()["2017:725"].chapters == 13
    assert not by_number()["2017:725"].has_chapter(14)


def test_every_successor_is_later_than_what_it_replaces():
    pairs = [(act, by_number()[act.next]) for act in by_number().values() if act.next in by_number()]
    assert len(pairs) > 100
    assert [act.sfs for act, other in pairs if act.end and other.start < act.start] == []


def test_no_abbreviation_of_an_act_is_an_ordinary_word():
    assert [short for short in abbreviations() if short[1:].islower() and not short.endswith("lagen")] == []


@pytest.mark.parametrize(
    ("label", "called"),
    [
        ("SFS 1990:782", "arkivlagen (1990:782)"),
        ("SFS 2010:900", "plan- och bygglagen (2010:900)"),
        ("SFS 2018:1197", "lagen om Förenta nationernas konvention om barnets rättigheter (2018:1197)"),
        ("SFS 1234:56", "SFS 1234:56"),
        ("Förordning (EU) 2016/679", "Förordning (EU) 2016/679"),
    ],
)
def test_how_a_sentence_calls_an_act(label, called):
    assert act_named(label) == called
