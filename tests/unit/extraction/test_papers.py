import pytest

from styrdok.extraction.extract import mentions
from styrdok.extraction.metadata.kinds import kind_of
from styrdok.models import Description
from styrdok.vocabulary import Kind, MentionKind

from .plain_readings import reading_of


def papers(lines, kind=Kind.MEMO):
    found = mentions(reading_of(lines, "Kajplatser 2032"), Description(kind=kind, title="Kajplatser 2032"))
    return [item.text for item in found if item.kind is MentionKind.TITLE]


def test_every_entry_below_a_heading_for_papers_is_a_paper():
    lines = [
        "# Beslutsunderlag",
        "- Hamnhyror för fritidsbåtar 2032-04-02",
        "- Bilaga 2: Förslag till lista över kajer, 2032-03-01, Firman AB",
        "# 2.3 Utredningar",
        "- PM geoteknik, 2031-05-09, Firman AB",
        "PM buller kajen 2031-05-01 Markteknisk undersökningsrapport inkl. bilagor 2031-05-02 Handlingen finns.",
    ]
    assert papers(lines) == [
        "Hamnhyror för fritidsbåtar",
        "lista över kajer",
        "PM geoteknik",
        "PM buller kajen",
        "Markteknisk undersökningsrapport",
    ]


def test_letters_of_the_case_maps_persons_and_sentences_are_no_papers():
    lines = [
        "# Handlingar i ärendet",
        "- Tjänsteskrivelse",
        "- Protokollsutdrag 2032-04-02",
        "- Plankarta 2032-01-02",
        "- Kim Ek",
        "- Kim Ek utredare",
        "- Firman Norrby AB",
        "Handlingarna finns på hamnkontoret och kan läsas där.",
        "En ny kaj har byggts i hamnen.",
    ]
    assert papers(lines) == []


def test_letters_of_a_case_are_named_by_their_author_or_their_day():
    lines = [
        "# Underlag för beslutet",
        "- Tjänsteskrivelse 2032-04-02",
        "- Hamnkontorets tjänsteutlåtande 2032-04-02",
        "- Kaj- och bryggnämndens yttrande, KBN 2032-00012",
        "- Remissvar från Seglarförbundet i Norrby",
        "- Sammanställning av remissvar",
        "- Yttrandet skickas till hamnnämnden",
    ]
    assert papers(lines) == [
        "Tjänsteskrivelse 2032-04-02",
        "Hamnkontorets tjänsteutlåtande 2032-04-02",
        "Kaj- och bryggnämndens yttrande",
        "Remissvar från Seglarförbundet i Norrby",
        "Sammanställning av remissvar",
    ]


def test_the_list_ends_with_the_next_heading():
    assert papers(
        ["# Bilagor", "- Kajer och bryggor i hamnen", "# Beslutet skickas till", "- Kontoret för hamnfrågor"]
    ) == ["Kajer och bryggor i hamnen"]


@pytest.mark.parametrize(
    ("entry", "found"),
    [("- Ordlista för seglare", []), ("- Hantering av kajer, beslut i KF 2031-11-27", ["Hantering av kajer"])],
)
def test_appendices_of_a_steering_document_are_its_parts_unless_dated(entry, found):
    assert papers(["# Bilagor", entry], Kind.STEERING) == found


def test_a_document_that_another_rule_finds_is_found_once():
    assert papers(["# Handlingar i ärendet", "- Remissversion Hamnprogram för Norrby"]) == ["Hamnprogram för Norrby"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("Synpunkter på kajer", "reply"), ("Kajer och bryggor", None)],
)
def test_a_heading_inside_a_title_that_was_read_with_the_letterhead_tells_a_reply(heading, kind):
    title = f"Hamnkontoret i Sjöstad {heading}"
    found = kind_of(reading_of(["Vi tycker om kajer."], heading), (), title)
    assert next((one.value for one in found if one.rule == "case document"), None) == kind


@pytest.mark.parametrize(
    ("title", "line", "kind"),
    [
        ("Kajerna behöver tid", "Seglarna i Sjöby har beretts tillfälle att yttra sig över förslaget.", "reply"),
        ("Kajerna behöver tid", "Seglarna i Sjöby har gott om tillfälle att yttra sig.", None),
        ("Plan för kajer", "Seglarna i Sjöby har beretts tillfälle att yttra sig över planen.", None),
    ],
)
def test_a_letter_that_says_that_it_was_asked_is_a_reply(title, line, kind):
    found = kind_of(reading_of([line], title), (), title)
    assert next((one.value for one in found if one.rule == "case document"), None) == kind


PLACES = ["-", "Norrköla hamn (KF 2031)", "- Söderköla (KF 2031 och 2034)", "- Lillköla (antagen av KF 2030)"]


@pytest.mark.parametrize(
    ("lines", "head"),
    [
        (["Detta gäller:", "- FÖP för Storköla (KF 2029)", *PLACES], "Fördjupad översiktsplan"),
        (["Kommunen har dessa trafikplaner:", *PLACES], "Trafikplan"),
        (["Kommunen har dessa gamla trafikplaner:", *PLACES], None),
        (["Kommunen har dessa kajer:", *PLACES], None),
        (["Kommunen har dessa trafikplaner:", *PLACES[:2], "Texten går vidare.", *PLACES[2:]], None),
    ],
)
def test_a_list_of_places_is_a_list_of_documents_where_it_says_which(lines, head):
    found = mentions(reading_of(lines, "Planer 2035"), Description(kind=Kind.STEERING, title="Planer 2035"))
    labels = [item.label for item in found if item.rule == "listed by place"]
    places = ["Norrköla hamn", "Söderköla", "Lillköla"]
    assert labels == ([f"{head} för {place}" for place in places] if head else [])
