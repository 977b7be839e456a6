"""Stretches of shared wording: what is one, and what only looks like one."""

from dataclasses import replace

import pytest

from styrdok.models import Passage
from styrdok.overlaps import compare, find_overlaps
from styrdok.overlaps.reuse.spans import WordSpan
from styrdok.overlaps.reuse.stretches import stretches
from tests.made import anchor, record, snapshot

STORES = (
    "Förråden på brandstationerna inventeras varje höst, så att sängar, filtar och lampor räcker till de boende "
    "som kan behöva lämna sina hem när strömmen är borta i mer än ett dygn. Den som ansvarar för förrådet "
    "antecknar vad som fattas och beställer nytt före första advent."
)
WELLS = (
    "Brunnar utanför verksamhetsområdet provtas på ägarens begäran, och svaret lämnas skriftligt tillsammans med "
    "råd om vilka filter som hjälper mot järn, radon och salt. Avgiften tas ut efter självkostnad och ses över "
    "när laboratoriet ändrar sina priser eller när analysen omfattar fler ämnen än vanligt."
)
QUAYS = (
    "Gästhamnens bryggor läggs i så snart isen gått och tas upp i oktober, och förtöjningarna besiktigas av "
    "dykare vart tredje år. Båtar som ligger kvar efter säsongen flyttas på ägarens bekostnad till "
    "uppläggningsplatsen vid det gamla varvet, där de får stå högst två vintrar."
)
FERRIES = (
    "Färjan till ytterön går efter tidtabell från april till november och annars efter bud, om isläget medger "
    "det. Sjuktransporter går alltid före, och besättningen avgör ensam om en tur ställs in på grund av vind, "
    "dimma eller skador på landfästet som gör det farligt att lägga till."
)
KILNS = (
    "Bageriet på museet eldas med ved från kommunens egna skogar, och degen sätts kvällen innan av föreningen som "
    "driver caféet. Besökare får baka själva mot en avgift som täcker mjölet, och allt som blir över skänks till "
    "stadens soppkök samma eftermiddag."
)
APPLES = (
    "Fruktträden längs kyrkogårdens norra mur beskärs i mars av en utbildad arborist, och kvistarna flisas till "
    "gångarna. Äpplena får plockas av vem som helst efter den femtonde september, men stegar och lastbilar får "
    "inte användas utan att församlingen har gett sitt tillstånd i förväg."
)
SHORT = "Nämnden fastställer årligen vilka stationer som ingår, och meddelar länsstyrelsen om någon läggs ned."
ITEMS = (
    "• Vaktmästaren öppnar de tre grindarna vid bollplanen klockan sju alla skoldagar utom under sportlovet.",
    "• Eleverna från årskurs nio turas om att ställa fram mål, nät och flaggor före första lektionen.",
    "• Föreningarna lämnar nycklarna i receptionen samma kväll och anmäler trasiga armaturer till fastighetsjouren.",
)
TABLE = " ".join(
    f"{place} {number} platser"
    for number, place in enumerate(("Norra", "Södra", "Östra", "Västra", "Inre", "Yttre") * 4)
)


def paged(name, *texts, line=None):
    """A record whose passages stand on the pages given: pairs of page and text, or texts on page 1."""
    placed = [one if isinstance(one, tuple) else (1, one) for one in texts]
    made, starts = [], {}
    for number, (page, text) in enumerate(placed):
        start = starts.get(page, 0)
        made.append(Passage(number, start, start + len(text), "Avsnitt", anchor(text, page, start)))
        starts[page] = start + len(text) + 1
    empty = record(name, line=line)
    return replace(empty, extraction=replace(empty.extraction, passages=tuple(made)))


def pages(found):
    return [([one.page for one in stretch.a], [one.page for one in stretch.b]) for stretch in found]


def said(anchors):
    """The words of some places, without the signs at their ends, which no find has."""
    return bare(*(one.text for one in anchors))


def bare(*texts):
    return [text.strip("•. ") for text in texts]


def words(*texts):
    return sum(len(text.split()) for text in texts)


def between(a, b):
    return compare(paged("d1", *a), paged("d2", *b)).stretches


def test_passages_that_follow_on_each_other_are_one_stretch():
    (found,) = between([APPLES, STORES, WELLS, QUAYS], [STORES, WELLS, QUAYS, KILNS])
    assert said(found.a) == said(found.b) == bare(STORES, WELLS, QUAYS)
    assert (found.a_words, found.b_words) == (words(STORES, WELLS, QUAYS),) * 2
    assert found.similarity == 1


def test_a_stretch_runs_over_page_breaks():
    (found,) = between([(3, STORES), (4, WELLS), (5, QUAYS)], [(7, KILNS), (7, STORES), (7, WELLS), (8, QUAYS)])
    assert pages([found]) == [([3, 4, 5], [7, 7, 8])]


def test_one_passage_is_no_stretch():
    assert between([STORES, APPLES], [KILNS, STORES]) == ()


def test_a_few_words_are_no_stretch():
    assert between([ITEMS[0], ITEMS[1]], [ITEMS[0], ITEMS[1]]) == ()


def test_what_was_put_in_between_counts_as_words_and_not_as_common():
    (found,) = between([STORES, WELLS], [STORES, SHORT, WELLS])
    assert found.b_words == found.a_words + words(SHORT)
    assert 0.9 < found.similarity < 1


@pytest.mark.parametrize("middle", [APPLES, TABLE])
def test_a_paragraph_or_a_table_in_between_parts_a_stretch(middle):
    assert between([STORES, WELLS, QUAYS], [STORES, middle, WELLS, QUAYS])[0].a_words == words(WELLS, QUAYS)
    assert between([STORES, middle, WELLS], [STORES, WELLS]) == ()


def test_paragraphs_that_changed_places_are_no_stretch():
    assert between([STORES, WELLS], [WELLS, STORES]) == ()
    ordered = between([STORES, WELLS, QUAYS, FERRIES], [QUAYS, FERRIES, STORES, WELLS])
    assert [said(found.a) for found in ordered] == [bare(STORES, WELLS), bare(QUAYS, FERRIES)]


def test_a_sentence_that_was_moved_does_not_part_a_stretch():
    (found,) = between([STORES, SHORT, WELLS], [SHORT, STORES, WELLS])
    assert said(found.a) == bare(STORES, SHORT, WELLS)
    assert said(found.b) == bare(SHORT, STORES, WELLS)


def test_wording_that_one_document_has_twice_is_told_once():
    (found,) = between([STORES, WELLS], [STORES, WELLS, APPLES, FERRIES, STORES, WELLS])
    assert (found.a_words, found.b_words) == (words(STORES, WELLS),) * 2


def test_items_of_a_list_in_the_same_order_are_one_stretch():
    other = "• Läktaren sopas av den förening som spelade sist."
    (found,) = between([APPLES, *ITEMS], [ITEMS[0], other, *ITEMS[1:]])
    assert said(found.a) == bare(*ITEMS)
    assert found.b_words == found.a_words + words(other)


def test_standard_text_is_no_part_of_a_stretch():
    standard = (
        "Detta dokument ersätter tidigare beslut i samma fråga och gäller tills kommunfullmäktige beslutar något "
        "annat; avvikelser rapporteras till närmaste chef, som för dem vidare till styrelsen två gånger om året "
        "tillsammans med förslag till hur de kan undvikas framöver och vad det beräknas kosta."
    )
    others = [paged(f"d{number}", text, standard) for number, text in ((3, APPLES), (4, KILNS), (5, FERRIES))]
    a, b = paged("d1", STORES, WELLS, standard, QUAYS), paged("d2", STORES, WELLS, standard, QUAYS)
    (overlap,) = (one for one in find_overlaps(snapshot(a, b, *others)) if (one.a, one.b) == ("d1", "d2"))
    assert [said(found.a) for found in overlap.stretches] == [bare(STORES, WELLS)]


def test_a_pair_told_the_other_way_round_has_its_sides_turned():
    one, other = paged("d1", (3, STORES), (4, WELLS)), paged("d2", (1, STORES), (1, SHORT), (2, WELLS))
    (found,), (turned,) = compare(one, other).stretches, compare(other, one).stretches
    assert (found.a, found.b, found.a_words, found.b_words) == (turned.b, turned.a, turned.b_words, turned.a_words)


def test_the_longest_stretch_is_told_first():
    found = between([STORES, WELLS, APPLES, QUAYS, FERRIES, KILNS], [QUAYS, FERRIES, KILNS, STORES, WELLS])
    assert [len(one.a) for one in found] == [3, 2]


def test_finds_are_joined_by_the_words_between_on_either_side():
    first, near, far = WordSpan(0, 50, 100, 150, 50), WordSpan(90, 140, 190, 240, 50), WordSpan(181, 231, 240, 290, 50)
    assert stretches([far, near, first]) == ((first, near), (far,))
    assert stretches([]) == ()


def test_a_find_goes_to_the_stretch_that_it_stands_nearest():
    above, below, find = WordSpan(0, 50, 0, 50, 50), WordSpan(0, 50, 70, 120, 50), WordSpan(55, 105, 125, 175, 50)
    assert stretches([above, below, find]) == ((above,), (below, find))
