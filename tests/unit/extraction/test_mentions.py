import pickle
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.extraction.extract import mentions
from styrdok.extraction.mentions.found import Source
from styrdok.extraction.mentions.known import KnownTitles
from styrdok.extraction.mentions.registers import goal_word
from styrdok.extraction.statutes import law_label
from styrdok.models import Description
from styrdok.vocabulary import Kind, MentionKind

from .plain_readings import reading_of

FOLDER = Path(__file__).parents[2] / "cases"
CASES = [
    case
    for name in ("mentions", "laws")
    for case in tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))["case"]
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_finds_what_the_text_holds(case):
    found = mentions(reading_of([case["text"]]))
    assert [[str(item.kind), item.text, item.label] for item in found] == case["found"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_every_mention_can_be_shown(case):
    reading = reading_of([case["text"]])
    for item in mentions(reading):
        assert " ".join(reading.text[item.start : item.end].split()) == item.text == item.anchor.text
        assert item.anchor.page == 3
        assert item.anchor.boxes
        assert item.rule
        assert item.text in item.sentence


TEXT = """
Policyn ersätter Program för kvalitet i Storby stad , . 5 kap. 1 § kommunallagen (2017:725) dnr KS 2020/14 och
riktlinjerna denna plan Agenda 2030 mål 13 KF 2019-12-16 § 5 ” " - – Å enligt ILS ingen SOU 2017:42
"""
WORDS = st.sampled_from([*TEXT.split(), "\n"])


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=30))
def test_any_text_gives_ordered_spans_that_hold_their_words(words):
    reading = reading_of([line for line in " ".join(words).split("\n") if line.strip()])
    found = mentions(reading)
    assert [item.start for item in found] == sorted(item.start for item in found)
    for item in found:
        assert 0 <= item.start < item.end <= len(reading.text)
        assert " ".join(reading.text[item.start : item.end].split()) == item.text


def test_the_same_text_gives_the_same_mentions_and_they_can_be_sent():
    reading = reading_of(["Planen utgår från Vision 2040 och personalpolicyn.", "Se 5 kap. 1 § kommunallagen."])
    assert pickle.loads(pickle.dumps(mentions(reading))) == mentions(reading)


def kinds_and_words(lines, title, kind=Kind.STEERING):
    description = Description(kind=kind, title=title)
    return [(str(m.kind), m.text, m.label) for m in mentions(reading_of(lines, title), description)]


@pytest.mark.parametrize(
    ("title", "line", "words"),
    [
        ("Klimatstrategi 2020–2050", "Syftet med klimatstrategin är tydligt.", "klimatstrategin"),
        ("Klimatstrategi 2020–2050", "Strategin följs upp varje år.", "Strategin"),
        ("Policy för inköp", "Denna policy gäller alla.", "Denna policy"),
        ("Policy för inköp", "Detta dokument beskriver reglerna.", "Detta dokument"),
        ("Policy för inköp", "Policyn gäller alla.", "Policyn"),
        ("Riktlinjer för inköp", "Dessa riktlinjer gäller alla.", "Dessa riktlinjer"),
        ("Handlingsplan för klimat", "Planen gäller i fyra år.", "Planen"),
        ("Taxa för torghandel", "Taxan gäller från årsskiftet.", "Taxan"),
        ("Klimatstrategi 2020–2050", "Kommunens klimatstrategi följs upp.", "Kommunens klimatstrategi"),
        ("Lillby kommuns klimatstrategi", "Lillby kommuns klimatstrategi följs upp.", "Lillby kommuns klimatstrategi"),
    ],
)
def test_a_document_that_speaks_of_itself(title, line, words):
    found = kinds_and_words([line], title)
    assert [(kind, text) for kind, text, _ in found] == [("self", words)]


def test_in_a_reply_the_bare_noun_is_the_document_spoken_of():
    title = 'Svar på remiss "Program för kvalitetsutveckling i Storby stad"'
    found = kinds_and_words(["Nämnden anser att programmet är bra."], title, Kind.REPLY)
    assert found[-1] == ("title", "programmet", "Program för kvalitetsutveckling i Storby stad")


def test_a_bare_noun_takes_up_the_title_before_it():
    found = kinds_and_words(["Avfallsplanen antogs i fjol. Planen gäller i fyra år."], "Översikt av läget")
    assert [label for _, _, label in found] == ["Avfallsplan", "Avfallsplan"]


def test_an_unknown_noun_is_not_guessed():
    assert kinds_and_words(["Programmet började klockan sju."], "Protokoll från resan") == []


def test_the_own_title_is_no_mention_but_another_edition_is():
    found = kinds_and_words(["Jämställdhetsplan 2018–2022 ersätts."], "Jämställdhetsplan 2023–2027")
    assert [text for _, text, _ in found] == ["Jämställdhetsplan 2018–2022"]


def test_another_period_of_the_own_noun_is_another_document():
    found = kinds_and_words(["Planen ersätter jämställdhetsplanen för åren 2018–2022."], "Jämställdhetsplan 2023–2027")
    assert found[-1] == ("title", "jämställdhetsplanen för åren 2018–2022", "Jämställdhetsplan 2018–2022")


@pytest.mark.parametrize(
    ("title", "line", "found"),
    [
        (
            "Hamnpolicy 2031",
            "Utvärderingen av den förra hamnpolicyn är klar.",
            ("förra hamnpolicyn", "Hamnpolicy (tidigare)"),
        ),
        ("Hamnpolicy", "Ersätter: Hamnpolicy 2010", ("Hamnpolicy 2010", "Hamnpolicy 2010")),
    ],
)
def test_an_earlier_edition_is_another_document(title, line, found):
    description = Description(kind=Kind.STEERING, title=title, adopted_on=date(2031, 5, 3))
    made = mentions(reading_of([line], title), description)
    assert [(str(item.kind), item.text, item.label) for item in made] == [("title", *found)]


def test_the_title_behind_a_slogan_is_the_own_title():
    found = kinds_and_words(["Strategin gäller alla."], "Lindefors ställer om Hamn- och farledsstrategi 2031–2036")
    assert found == [("self", "Strategin", "Hamn- och farledsstrategi 2031–2036")]


def test_a_neighbours_document_is_not_the_document_itself():
    found = kinds_and_words(["Storby kommuns klimatstrategi är en förebild."], "Klimatstrategi för Lillby kommun")
    assert [(kind, text) for kind, text, _ in found] == [("title", "Storby kommuns klimatstrategi")]


@pytest.mark.parametrize(
    ("name", "day", "number"),
    [
        ("socialtjänstlagen", date(2023, 5, 5), "2001:453"),
        ("socialtjänstlagen", date(2026, 1, 1), "2025:400"),
        ("SoL", date(1999, 1, 1), "1980:620"),
        ("kommunallagen", date(2017, 3, 3), "1991:900"),
        ("kommunallagens", None, "2017:725"),
        ("KL", date(1985, 1, 1), "1977:179"),
        ("lagen om offentlig upphandling", date(2010, 1, 1), "2007:1091"),
        ("LOU", None, "2016:1145"),
        ("PBL", date(2000, 1, 1), "1987:10"),
        ("hälso- och sjukvårdslagen", date(2015, 1, 1), "1982:763"),
        ("förvaltningslagen", date(2018, 6, 30), "1986:223"),
        ("förvaltningslagen", date(2018, 7, 1), "2017:900"),
        ("lag (2009:47)", None, "2009:47"),
        ("Socialtjänstlag", None, "2025:400"),
    ],
)
def test_the_law_in_force_on_the_day(name, day, number):
    assert law_label(name, day) == f"SFS {number}"


@pytest.mark.parametrize("name", ["bergslagen", "underlagen", "förslagen", "bolagen", "XYZ"])
def test_what_is_no_law_has_no_label(name):
    assert law_label(name) is None


def test_an_older_document_cites_the_older_law():
    description = Description(kind=Kind.STEERING, title="Policy för inköp", adopted_on=date(2015, 3, 1))
    found = mentions(reading_of(["Enligt kommunallagen gäller detta."], "Policy för inköp"), description)
    assert [item.label for item in found] == ["SFS 1991:900"]


def test_an_alias_that_the_text_defines():
    lines = ["Lagen (2006:412) om allmänna vattentjänster (LAVA) gäller.", "Enligt LAVA ska taxan vara skälig."]
    labels = [item.label for item in mentions(reading_of(lines)) if item.kind is MentionKind.LAW]
    assert labels.count("SFS 2006:412") >= 2


def test_known_titles_are_found_literally():
    known = KnownTitles(["Grönare Storby – Riktlinjer för parker", "Ett Storby för alla 2018–2024"])
    text = "Se Grönare Storby, Ett Storby\nför alla och ett storby för alla."
    found = known.find(text)
    assert [item.text for item in found] == ["Grönare Storby", "Ett Storby för alla"]
    assert all(text[item.start : item.end].split() == item.text.split() for item in found)


@pytest.mark.parametrize(
    "title", ["Ekhamns stad", "Trygghet", "Personalpolicy", "Bilaga 2", "Program för miljö – 2020"]
)
def test_titles_that_say_too_little_are_not_looked_for(title):
    assert KnownTitles([title]).find(f"Se {title} och {title}.") == ()


def test_no_titles_are_found_nowhere():
    assert KnownTitles([]).find("Se Grönare Storby.") == ()


@pytest.mark.parametrize("line", ["Miljönämnden 2021-11-23", "Sammanträdesprotokoll Miljönämnden 2021-11-23"])
def test_the_meeting_of_a_letterhead_is_no_decision(line):
    reading = reading_of([line])
    blocks = tuple(replace(block, page=1) for block in reading.blocks)
    assert mentions(replace(reading, blocks=blocks)) == ()


def test_the_own_number_of_agency_rules_is_no_mention_but_anothers_is():
    title = "Hamnverkets föreskrifter om kajer"
    lines = ["HAVFS 2031:4", "Dessa föreskrifter ersätter Hamnverkets föreskrifter (HAVFS 2029:7) om kajer."]
    reading = reading_of(lines, title)
    reading = replace(reading, blocks=tuple(replace(block, page=1) for block in reading.blocks))
    found = mentions(reading, Description(kind=Kind.STEERING, title=title))
    assert [item.text for item in found if item.kind is MentionKind.LAW] == [
        "Hamnverkets föreskrifter (HAVFS 2029:7) om kajer"
    ]


def test_a_heading_over_a_part_of_the_document_is_no_mention():
    assert (
        kinds_and_words(["# 3 Rutiner för bokning av kajplats", "Kajplats bokas på nätet."], "Policy för kajer") == []
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["# Rutiner för bokning av kajplats", "Se rutinerna för bokning av kajplats."],
        ["# Storby kommuns rutiner för bokning av kajplats"],
        ["# Hamnplan 2031–2036"],
    ],
)
def test_a_heading_that_names_another_document_is_a_mention(lines):
    assert kinds_and_words(lines, "Policy för badplatser")[0][0] == "title"


def test_the_own_adoption_and_number_told_in_a_sentence_are_no_mentions():
    lines = [
        "Policyn fastställdes av kommunstyrelsen den 3 maj 2031 (§ 12, dnr KS 2031/0045) och gäller för alla dem "
        "som har en båt i hamnen, oavsett hur stor den är och när den kom dit. Den ersätter den policy som antogs av "
        "kommunstyrelsen den 4 maj 2021 (§ 9, dnr KS 2021/0011)."
    ]
    reading = reading_of(lines, "Policy för hamnen")
    reading = replace(reading, blocks=tuple(replace(block, page=1) for block in reading.blocks))
    description = Description(
        kind=Kind.STEERING,
        title="Policy för hamnen",
        adopted_on=date(2031, 5, 3),
        decision="§ 12",
        diary_numbers=("KS 2031/0045",),
    )
    numbers = [item.text for item in mentions(reading, description) if item.kind in ("decision", "diary_number")]
    assert numbers == ["kommunstyrelsen den 4 maj 2021 (§ 9", "KS 2021/0011"]


def test_the_own_noun_with_another_year_is_an_earlier_edition():
    lines = ["Strategin från 2019 gav resultat. Strategin gäller. Den tidigare strategin från 2014 glömdes."]
    found = kinds_and_words(lines, "Hamnstrategi 2031–2036")
    assert [(kind, words) for kind, words, _ in found] == [
        ("title", "Strategin från 2019"),
        ("self", "Strategin"),
        ("title", "tidigare strategin från 2014"),
    ]


def test_the_own_noun_with_the_own_year_is_the_document_itself():
    assert [kind for kind, *_ in kinds_and_words(["Strategin från 2031 gäller."], "Hamnstrategi 2031–2036")] == ["self"]


def test_a_number_of_ones_own_is_none_to_refer_to_on_any_page():
    own = Description(kind=Kind.STEERING, title="Hamnplan", diary_numbers=("KS 2031/12",), adopted_on=date(2031, 5, 2))
    lines = ["Hamnplan, KS 2031/12, beslutad 2031-05-02 § 9, och KS 2030/7."]
    found = mentions(reading_of(lines), replace(own, decision="§ 9"))
    assert [item.text for item in found if item.kind is not MentionKind.TITLE] == ["KS 2030/7"]


def test_what_a_document_says_it_is_names_no_other():
    found = kinds_and_words(["Strategin är kommunens energiplan och ersätter Kajplan 2020."], "Hamnstrategi")
    assert [(kind, words) for kind, words, _ in found] == [("self", "Strategin"), ("title", "Kajplan 2020")]


def test_a_heading_of_ones_own_areas_is_no_goal_to_refer_to():
    lines = ["# Målområde 1.", "Arbetet följer Målområde 2 – Rent vatten."]
    assert [words for _, words, _ in kinds_and_words(lines, "Hamnprogram")] == ["Målområde 2 – Rent vatten"]


def test_a_name_does_not_run_from_one_cell_into_the_next():
    rows = [["Mål i planen", "Mål Utfall 2023"], ["Rena kajer", "Ja"]]
    assert not [item for item in mentions(reading_of([rows])) if item.rule == "cued title"]
    found = mentions(reading_of(["Se planen Mål Utfall 2023."]))
    assert [item.text for item in found] == ["Mål Utfall 2023"]


def test_a_heading_of_ones_own_is_none_though_the_contents_list_it():
    lines = ["~ 2 Hamnpolicy ..... 4", "# 2 Hamnpolicy", "Kajer hålls rena.", "# 3 Kajpolicy", "Se kajpolicyn."]
    assert [words for _, words, _ in kinds_and_words(lines, "Policyer")] == ["Kajpolicy", "kajpolicyn"]


@pytest.mark.parametrize(
    ("line", "is_global"),
    [("Mål 5: Jämställdhet", True), ("Mål 3: God hälsa", True), ("Mål 3: Ett hav utan olja", False)],
)
def test_a_numbered_goal_that_opens_a_line_with_another_name_is_no_global_goal(line, is_global):
    found = goal_word(Source(line), line.lower().index("mål"), "mål ", global_goals=True)
    assert (found is not None) is is_global


def test_a_decision_behind_the_name_of_another_document_is_no_field_of_the_document_itself():
    rows = [["Dokument", "Beslut", "Förslag"], ["Hamnplan 2031–2034", "KF 2030-09-29 § 96", "Behåll"]]
    front = [["Dokument", "Antagen"], ["Översyn", "KF 2031-02-03 § 7"]]
    title = "Översyn av styrande dokument"

    def decisions(table):
        found = mentions(reading_of([table], title, table_page=1), Description(Kind.MEMO, title=title))
        return [item.text for item in found if item.kind is MentionKind.DECISION]

    assert decisions(rows) == ["KF 2030-09-29 § 96"]
    assert decisions(front) == []


def test_no_title_runs_over_the_cells_of_a_table():
    rows = [["Dokumentnamn", "Typ"], ["Riktlinjer för stöd i form av båtlån", "Version Riktlinjer"], ["Allmän", "Plan"]]
    found = mentions(reading_of([rows]))
    assert [item.text for item in found] == ["Riktlinjer för stöd i form av båtlån"]


def test_the_own_adoption_is_none_to_refer_to_where_it_stands_in_large_letters():
    own = Description(kind=Kind.STEERING, title="Kajplan för Norrköla", adopted_on=date(2031, 4, 20), decision="§ 43")
    lines = ["# Antagen av kommunfullmäktige 2031-04-20 § 43", "# Beslut av kommunfullmäktige 2031-05-18 § 50"]
    found = mentions(reading_of(lines, "Kajplan för Norrköla"), own)
    assert [item.label for item in found if item.kind is MentionKind.DECISION] == ["KF 2031-05-18 § 50"]


def test_the_own_abbreviation_is_the_document_itself_but_not_an_earlier_one():
    text = "Denna fråga behandlas i ÖP. Mark ses över i gällande ÖP från 2011 och i FÖP."
    own = Description(kind=Kind.STEERING, title="Översiktsplan för Norrköla")
    found = mentions(reading_of([text], "Översiktsplan för Norrköla"), own)
    assert [(item.kind, item.text) for item in found] == [
        (MentionKind.SELF, "ÖP"),
        (MentionKind.TITLE, "ÖP"),
        (MentionKind.TITLE, "FÖP"),
    ]


def test_what_a_reply_is_about_is_found_though_its_name_has_no_head_noun():
    lines = ["Nämnden avstyrker PM Översyn av kajerna i den lydelse det har sänts ut.", "PM Översyn av båtarna är bra."]
    title = "Remissvar: PM Översyn av kajerna"
    found = mentions(reading_of(lines, title), Description(kind=Kind.REPLY, title=title))
    told = [(item.text, item.relation) for item in found]
    assert told == [("PM Översyn av kajerna", "responds_to"), ("PM Översyn av kajerna", "refers_to")]
    assert not mentions(reading_of(lines, title), Description(kind=Kind.STEERING, title=title))


def test_a_line_below_the_title_that_says_it_again_is_no_mention():
    def found(*lines):
        own = Description(kind=Kind.STEERING, title="Kajpolicy")
        return [item.text for item in mentions(front_of("Kajpolicy", *lines), own)]

    assert found("Policy för Norrköla kommuns kajer") == []
    assert found("Riktlinjer för Norrköla kommuns kajer") == ["Riktlinjer för Norrköla kommuns kajer"]
    assert found("Hamnen", "Policy för Norrköla kommuns kajer") == ["Policy för Norrköla kommuns kajer"]


def front_of(title, *lines):
    reading = reading_of(lines, title)
    return replace(reading, blocks=tuple(replace(block, page=1) for block in reading.blocks))


def test_what_a_neighbour_has_of_the_same_kind_is_another_document():
    own = Description(
        kind=Kind.STEERING, title="Hållbarhetsprogram för Norrköla kommun", organisation="Norrköla kommun"
    )
    text = "Söderköla kommun har ett hållbarhetsprogram. Norrköla kommun har ett hållbarhetsprogram."
    found = mentions(reading_of([text], own.title), own)
    assert [(item.kind, item.text, item.owner) for item in found] == [
        (MentionKind.TITLE, "hållbarhetsprogram", "Söderköla kommun")
    ]
