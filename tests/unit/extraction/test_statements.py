"""Viewpoints, definitions, goals and commitments on sentences and small documents written for the tests."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from styrdok.edges import pack_points
from styrdok.errors import StyrdokError
from styrdok.extraction.statements.commitments import commitments, normal_actor
from styrdok.extraction.statements.definitions import definitions
from styrdok.extraction.statements.goals import goals
from styrdok.extraction.statements.phrases import compiled, first_match, occurs
from styrdok.extraction.statements.viewpoint_lexicon import viewpoint_lexicon
from styrdok.extraction.statements.viewpoints import viewpoints
from styrdok.models import Anchor, Block, Box, Cell, Description, Line, Mention, Page, Reading
from styrdok.vocabulary import BlockKind, Kind, MentionKind, PageStatus, Relation, SpeakerKind, Stance, ViewpointKind

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "statements.toml").read_text(encoding="utf-8"))
BOX = Box(0, 0, 100, 10)
H, P, LI = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
REPLY = Description(kind=Kind.REPLY, title="Svar på remiss om Hamnplan för Sjöstad", organisation="Norra förvaltningen")


def document(*pieces):
    """A reading of one page; a table is a list of rows of texts."""
    blocks, text = [], ""
    for kind, content in pieces:
        start = len(text)
        cells = []
        if kind is BlockKind.TABLE:
            for r, row in enumerate(content):
                for c, words in enumerate(row):
                    cells.append(Cell(len(text), len(text) + len(words), r, c, r == 0, BOX))
                    text += words + ("\t" if c < len(row) - 1 else "\n")
            text = text[:-1]
        else:
            text += content
        line = Line(start, len(text), BOX, 11, False, "Serif", pack_points([0] * (len(text) - start + 1)))
        level = 1 if kind in (H, LI) else 0
        blocks.append(Block(kind, 1, start, len(text), BOX, (line,), level=level, cells=tuple(cells)))
        text += "\n"
    page = Page(1, None, 595, 842, 0, len(text), PageStatus.TEXT)
    return Reading("0" * 64, text, (page,), tuple(blocks))


def reply(*sentences, description=REPLY, mentions=()):
    reading = document((H, "Förvaltningens synpunkter"), *((P, s) for s in sentences))
    return viewpoints(reading, mentions, description)


@pytest.mark.parametrize("case", CASES["viewpoint"], ids=lambda c: c["text"][:40])
def test_kind_of_viewpoint(case):
    assert [v.kind.value for v in reply(case["text"])] == ([case["kind"]] if case["kind"] else [])


@pytest.mark.parametrize("case", CASES["definition"], ids=lambda c: c["text"][:40])
def test_definition(case):
    assert [d.term for d in definitions(document((P, case["text"])))] == ([case["term"]] if case["term"] else [])


@pytest.mark.parametrize("case", CASES["goal"], ids=lambda c: c["text"][:40])
def test_goal(case):
    (goal,) = goals(document((P, case["text"])))
    assert (goal.target_year, goal.target_value) == (case.get("year"), case.get("value"))
    assert "indicator" not in case or goal.indicator == case["indicator"]


@pytest.mark.parametrize("case", CASES["not_goal"], ids=lambda c: c["text"][:40])
def test_no_goal(case):
    assert goals(document((P, case["text"]))) == ()


@pytest.mark.parametrize("case", CASES["commitment"], ids=lambda c: c["text"][:40])
def test_commitment(case):
    (found,) = commitments(document((P, case["text"])))
    assert (found.actor, found.bindingness.value) == (case["actor"], case["bindingness"])
    assert found.deadline == case.get("deadline")


@pytest.mark.parametrize("case", CASES["not_commitment"], ids=lambda c: c["text"][:40])
def test_no_commitment(case):
    assert commitments(document((P, case["text"]))) == ()


def test_praise_and_request_of_one_sentence_are_two_viewpoints():
    found = reply("Vi välkomnar planen i sin helhet men saknar en beskrivning av båtlivet.")
    assert [v.kind for v in found] == [ViewpointKind.PRAISE, ViewpointKind.LACK]
    assert found[1].anchor.text.startswith("saknar")


def test_background_and_decision_hold_no_viewpoints():
    reading = document(
        (H, "Bakgrund"), (P, "Planen välkomnades 2019."), (H, "Beslut"), (P, "Nämnden anser att planen bör samordnas.")
    )
    assert viewpoints(reading, (), REPLY) == ()


def test_a_steering_document_states_no_viewpoints():
    reading = document((P, "Planen bör samordnas med budgeten."))
    assert viewpoints(reading, (), Description(kind=Kind.STEERING)) == ()


def minutes(*pieces):
    return viewpoints(
        document(*pieces), (), Description(kind=Kind.MINUTES, organisation="Södra nämnden", title="Hamnplan")
    )


def test_a_party_statement_is_not_the_boards():
    found = minutes(
        (H, "Sammanfattning av ärendet"),
        (P, "Förvaltningen ser en koppling mellan hamnplanen och cykelplanen."),
        (H, "Särskilt uttalande"),
        (P, "Ada Berg m.fl. (V) och Bo Ek (MP) anmälde ett särskilt uttalande."),
        (P, "Staden har för många styrdokument. Planen saknar finansiering."),
    )
    assert [v.speaker_kind for v in found] == [SpeakerKind.OFFICE, SpeakerKind.PARTY, SpeakerKind.PARTY]
    assert found[1].speaker == "Ada Berg m.fl. (V) och Bo Ek (MP)"


def test_a_named_board_speaks_for_itself():
    found = reply("Tekniska nämnden anser att planen bör samordnas med budgeten.")
    assert (found[0].speaker_kind, found[0].speaker) == (SpeakerKind.BOARD, "Tekniska nämnden")


@pytest.mark.parametrize("name", ["Sjöstads hyresgästförening", "Sjöstads byggarklubb", "Fiskeförbundet i Sjöstad"])
def test_an_association_is_external(name):
    outside = Description(kind=Kind.REPLY, title="Svar på remiss", organisation=name)
    assert reply("Vi saknar ett avsnitt om boende.", description=outside)[0].speaker_kind is SpeakerKind.EXTERNAL


def test_a_board_with_its_place_is_a_board():
    board = Description(kind=Kind.REPLY, title="Svar på remiss", organisation="Byggnadsnämnden i Sjöstad")
    (found,) = viewpoints(document((H, "Synpunkter"), (P, "Det saknas ett avsnitt om boende.")), (), board)
    assert found.speaker_kind is SpeakerKind.BOARD


PAPER = Description(kind=Kind.REPLY, title="Svar på remiss om Hamnplan för Sjöstad", organisation="Sjöstads kommun")
LETTERHEADS = [
    (["Sjöstads kommun", "Hamnförvaltningen", "Datum: 2031-04-02", "Till", "Hamnnämnden"], "Hamnförvaltningen"),
    (["Sjöstads kommun · Park- och gatukontoret", "Till hamnnämnden"], "Park- och gatukontoret"),
    (["SJÖSTADS KOMMUN · HAMNNÄMNDEN", "Dnr HN 2031/7"], "Hamnnämnden"),
    (["Sjöstads kommun", "Hamnstyrelsen Norrby"], "Hamnstyrelsen Norrby"),
    (["Norrby stadsdelsförvaltning", "Till Norrby stadsdelsnämnd"], "Norrby stadsdelsförvaltning"),
    (["Yttrande till kommunstyrelsen", "Datum: 2031-04-02"], "Sjöstads kommun"),
]


@pytest.mark.parametrize(("head", "speaker"), LETTERHEADS, ids=[speaker for _, speaker in LETTERHEADS])
def test_the_speaker_is_the_body_of_the_letterhead(head, speaker):
    pieces = [*((P, line) for line in head), (H, "Svar på remiss"), (P, "Vi saknar ett avsnitt om båtar.")]
    (found,) = viewpoints(document(*pieces), (), PAPER)
    assert (found.speaker, found.speaker_body) == (speaker, speaker.lower())


def test_a_board_speaks_by_its_signature():
    reading = document((H, "Synpunkter"), (P, "Kartan behöver förtydligas."), (P, "På hamnnämndens vägnar Kim Ek"))
    (found,) = viewpoints(reading, (), PAPER)
    assert (found.speaker_kind, found.speaker) == (SpeakerKind.BOARD, "Hamnnämnden")


def test_a_bare_word_is_the_own_body_and_a_name_is_another():
    texts = "Förvaltningen saknar en karta.", "Enligt planen anser tekniska nämnden att kajen bör utgå."
    own, other = viewpoints(document((P, "Hamnförvaltningen"), (H, "Synpunkter"), *((P, t) for t in texts)), (), PAPER)
    assert (own.speaker, other.speaker) == ("Hamnförvaltningen", "tekniska nämnden")


def test_the_heading_of_a_consultation_report_is_the_speaker_and_the_comment_is_none():
    report = Description(kind=Kind.MEMO, title="Sammanställning av remissvar", organisation="Sjöstads kommun")
    reading = document(
        (H, "4. Norrby båtklubb"),
        (P, "Klubben efterlyser fler kajplatser i planen."),
        (H, "Kommentar"),
        (P, "Texten bör kompletteras."),
    )
    (found,) = viewpoints(reading, (), report)
    assert (found.speaker_kind, found.speaker) == (SpeakerKind.EXTERNAL, "Norrby båtklubb")


def test_a_heading_that_speaks_of_associations_is_none():
    memo = Description(kind=Kind.MEMO, title="Städning bland styrdokument", organisation="Sjöstads kommun")
    reading = document((P, "Hamnkontoret"), (H, "Hamn och föreningar"), (P, "Planen bör slås samman med policyn."))
    (found,) = viewpoints(reading, (), memo)
    assert (found.speaker_kind, found.speaker) == (SpeakerKind.OFFICE, "Hamnkontoret")


def test_a_memo_without_a_letterhead_speaks_by_the_word_for_its_own_office():
    memo = Description(kind=Kind.MEMO, title="Städning bland styrdokument", organisation="Sjöstads kommun")
    texts = "Kontoret föreslår en gemensam ordlista.", "Planen bör slås samman med policyn."
    found = viewpoints(document((H, "Bedömning"), *((P, text) for text in texts)), (), memo)
    assert {item.speaker.lower() for item in found} == {"kontoret"}


def test_what_a_party_says_in_minutes_after_its_name():
    (found,) = minutes((H, "Övrigt"), (P, "Bo Alm (X): planen och policyn bör slås samman."))
    assert (found.speaker_kind, found.speaker, found.speaker_body) == (SpeakerKind.PARTY, "Bo Alm (X)", "X")


def test_a_party_that_gives_a_note_speaks_by_its_name():
    (found,) = minutes(
        (H, "Protokollsanteckning"),
        (P, "Miljöpartiet lämnar genom Kim Ek följande anteckning."),
        (P, "Planen saknar finansiering."),
    )
    assert (found.speaker, found.speaker_body) == ("Miljöpartiet", "miljöpartiet")


AUDIT = Description(kind=Kind.REPORT, title="Granskning av hamnen", organisation="Sjöstads kommun")


def test_auditors_find_and_recommend_and_describe_without_a_view():
    reading = document(
        (P, "Sjöstads revisorer"),
        (H, "Iakttagelser"),
        (P, "Hamnen har tre kajer och många bryggor. Vår bedömning är att ansvaret är otydligt."),
        (H, "Rekommendationer"),
        (LI, "• måla kajen,"),
    )
    found = viewpoints(reading, (), AUDIT)
    assert [(v.kind, v.speaker) for v in found] == [
        (ViewpointKind.RESPONSIBILITY, "Sjöstads revisorer"),
        (ViewpointKind.OTHER, "Sjöstads revisorer"),
    ]
    assert {v.stance for v in found} == {Stance.NOT_STATED}


def test_the_auditors_of_a_region_speak_by_their_own_name():
    reading = document(
        (P, "Regionrevisionen i Sjöbygd"), (H, "Bedömning"), (P, "Vår bedömning är att målen är otydliga.")
    )
    (found,) = viewpoints(reading, (), replace(AUDIT, organisation="Region Sjöbygd"))
    assert found.speaker == "Regionrevisionen i Sjöbygd"


def test_a_report_of_nobody_who_audits_holds_no_viewpoints():
    reading = document((H, "Bedömning"), (P, "Vår bedömning är att ansvaret är otydligt."))
    assert viewpoints(reading, (), AUDIT) == ()


def test_a_sentence_is_parted_at_och_only_where_a_clause_begins():
    (one,) = reply("Planen är lättläst och säger inte vem som ska städa kajen.")
    assert one.anchor.text.startswith("Planen är lättläst och säger")


def test_the_draft_decision_of_a_reply_tells_what_the_board_thinks():
    reading = document((H, "Förslag till beslut"), (P, "Hamnnämnden välkomnar planen men begär en karta."))
    assert {v.speaker for v in viewpoints(reading, (), PAPER)} == {"Hamnnämnden"}


def test_the_formal_phrase_states_no_stance():
    found = reply("Planen bör förtydligas.", "Nämnden överlämnar tjänsteutlåtandet som svar på remissen.")
    assert {v.stance for v in found} == {Stance.NOT_STATED}
    found = reply("Förvaltningen är i huvudsak positiv till planen.", "Planen bör förtydligas.")
    assert {v.stance for v in found} == {Stance.SUPPORTS_MAINLY}


def test_about_is_the_documents_named_and_the_subject():
    text = "Planen bör samordnas med cykelplanen."
    start = len("Förvaltningens synpunkter\n") + text.index("cykelplanen")
    place = Anchor(1, start, start + 11, "cykelplanen")
    mention = Mention(MentionKind.TITLE, start, start + 11, "cykelplanen", "Cykelplan", place, "rule")
    (found,) = reply(text, mentions=(mention,))
    assert found.about == ("Hamnplan för Sjöstad", "Cykelplan")
    subject = Mention(MentionKind.TITLE, 0, 0, "", "Hamnplan", place, "rule", relation=Relation.RESPONDS_TO)
    assert reply("Planen bör förtydligas.", mentions=(subject,))[0].about == ("Hamnplan",)


def test_definitions_in_a_glossary_a_described_list_and_a_table():
    reading = document(
        (H, "2 Begrepp"),
        (P, "Bryggplats: plats för en båt vid brygga."),
        (H, "3 Nivåer"),
        (LI, "Grund: det som gäller för alla"),
        (LI, "Förstärkt: det som gäller i hamnområden"),
        (LI, "Särskild: det som gäller vid farligt gods"),
        (BlockKind.TABLE, [["Begrepp", "Förklaring"], ["Uppläggning", "Vinterförvaring av båt på land."]]),
    )
    assert [d.term for d in definitions(reading)] == ["Bryggplats", "Grund", "Förstärkt", "Särskild", "Uppläggning"]


def terms(*pieces):
    return [definition.term for definition in definitions(document(*pieces))]


def test_kinds_of_one_thing_are_told_apart():
    text = "Intern revision är granskning av egen personal. Extern revision är granskning av andra."
    assert terms((P, text)) == ["Intern revision", "Extern revision"]
    assert terms((P, "Intern revision är dyr. Planen är bra.")) == []
    assert terms((LI, "Inre hamn: för små båtar"), (LI, "Yttre hamn: för stora fartyg")) == ["Inre hamn", "Yttre hamn"]
    assert terms((LI, "Plats: för små båtar"), (LI, "Tid: för stora fartyg")) == []


def test_a_line_that_announces_a_definition():
    pieces = (P, "Definition av uppläggningsplats:"), (P, "Mark där båtar förvaras under vintern. Marken är kommunens.")
    (found,) = definitions(document(*pieces))
    assert (found.term, found.text) == ("uppläggningsplats", "Mark där båtar förvaras under vintern.")


def test_an_abbreviation_is_written_out():
    text = "Detta kallas stora lyfta segel (SLS). SLS kan definieras som segel över 40 kvadratmeter."
    assert terms((P, text)) == ["stora lyfta segel"]


def test_under_definitions_a_plain_verb_is_enough():
    assert terms((H, "2 Definitioner"), (P, "En bryggplats är 3 gånger 12 meter.")) == ["bryggplats"]
    assert terms((H, "2 Avgifter"), (P, "En bryggplats är 3 gånger 12 meter.")) == []


def test_under_definitions_one_word_is_told_what_it_is():
    assert terms((H, "2 Ord vi använder"), (P, "Kaj är en mur längs vattnet.")) == ["Kaj"]
    assert terms((H, "Ord"), (P, "Båtplats kallas varje plats vid en brygga.")) == ["Båtplats"]
    assert terms((H, "2 Avgifter"), (P, "Kaj är en mur längs vattnet.")) == []


def test_a_line_announces_the_items_that_explain_terms():
    items = (LI, "Brygga är en anläggning för båtar."), (LI, "Kaj är en mur längs vattnet.")
    assert terms((P, "Orden används så här. Följande begrepp används i planen:"), *items) == ["Brygga", "Kaj"]
    assert terms((P, "Följande bryggor rustas i år:"), *items) == []


def test_a_table_of_two_columns_under_definitions_needs_no_header():
    rows = [["Brygga", "En anläggning för båtar vid vattnet"], ["Kaj", "En mur längs vattnet"]]
    assert terms((H, "Begrepp"), (BlockKind.TABLE, rows)) == ["Brygga", "Kaj"]
    assert terms((H, "Avgifter"), (BlockKind.TABLE, rows)) == []
    assert terms((H, "Begrepp"), (BlockKind.TABLE, [[*row, "1"] for row in rows])) == []


def test_a_term_is_not_defined_again_by_what_is_said_of_it():
    text = (P, "Med kuling menas hård vind."), (P, "Kuling är en vind som stör färjorna.")
    assert terms(*text) == ["kuling"]


def test_rows_of_an_activity_table_are_commitments():
    table = [
        ["Åtgärd", "Ansvarig", "Klart"],
        ["Inventera bryggor", "Tekniska nämnden", "2026"],
        ["Ta fram taxa", "KS", "Årligen"],
    ]
    found = commitments(document((BlockKind.TABLE, table)))
    assert [(c.actor, c.text, c.deadline) for c in found] == [
        ("tekniska nämnden", "Inventera bryggor", "2026"),
        ("kommunstyrelsen", "Ta fram taxa", "Årligen"),
    ]


def test_rows_of_a_goal_table_are_goals():
    table = [["Mål", "Indikator", "Målvärde", "År"], ["Ren hamn", "Antal utsläpp", "0", "2029"]]
    (goal,) = goals(document((BlockKind.TABLE, table)))
    assert (goal.text, goal.indicator, goal.target_value, goal.target_year) == ("Ren hamn", "Antal utsläpp", "0", 2029)


def over_a_page(first, second):
    """Two tables of texts, the second at the top of the next page."""
    reading = document((BlockKind.TABLE, first), (BlockKind.TABLE, second))
    return replace(reading, blocks=(reading.blocks[0], replace(reading.blocks[1], page=2)))


def test_a_row_that_goes_on_over_the_page_is_one_row():
    head = ["Mål", "Indikator", "Målvärde", "År"]
    reading = over_a_page(
        [head, ["Ren hamn", "Antal utsläpp av", "0", "2029"]],
        [["", "olja per år", "", ""], ["Lugn hamn", "Antal klagomål", "3", "2030"]],
    )
    assert [(one.text, one.indicator, one.target_value) for one in goals(reading)] == [
        ("Ren hamn", "Antal utsläpp av olja per år", "0"),
        ("Lugn hamn", "Antal klagomål", "3"),
    ]


def test_a_whole_row_at_the_top_of_the_page_is_a_row_of_its_own():
    head = ["Mål", "Indikator", "Målvärde", "År"]
    reading = over_a_page([head, ["Ren hamn", "Antal utsläpp", "0", "2029"]], [["Lugn hamn", "Klagomål", "3", "2030"]])
    assert [one.text for one in goals(reading)] == ["Ren hamn", "Lugn hamn"]


def test_the_year_of_a_table_of_measures_is_their_day():
    table = [["Insats", "Ansvarig", "År"], ["Rusta bryggorna", "Hamnnämnden", "2031"]]
    (found,) = commitments(document((BlockKind.TABLE, table)))
    assert (found.actor, found.text, found.deadline) == ("hamnnämnden", "Rusta bryggorna", "2031")


def test_actors_have_one_name():
    assert normal_actor("KS") == normal_actor("Kommunstyrelsen") == "kommunstyrelsen"
    assert normal_actor("Samtliga nämnder") == normal_actor("alla nämnder")


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("är väl(formulerat|skrivet)", "Texten är\nvälformulerat tung."),
        ("(är )?bra (arbete|underlag)", "Ett Bra underlag."),
        ("*förvaltningen (har) .. sett", "Socialförvaltningen har i alla år sett det."),
        ("(med fördel|gärna) .. in", "Det kan MED\nFÖRDEL läggas in."),
        ("(och (även )?om|eller) det", "och även om det"),
    ],
)
def test_a_phrase_is_found_wherever_its_pattern_is(phrase, text):
    assert occurs([phrase], text)
    assert compiled(phrase).search(text)


def test_phrases_never_run_away():
    text = "x " * 20_000
    assert first_match(viewpoint_lexicon().attitude, text) is None
    assert compiled("ser .. koppling*").search("ser " + "mellan " * 9 + "koppling") is None
    assert compiled("(a|b) .. c*").search("b x cykel")
    with pytest.raises(StyrdokError, match="not well-formed"):
        compiled("[a-z]+")


@pytest.mark.parametrize(
    ("text", "indicator", "value", "year"),
    [
        ("Kötiden till båtplats ska inte överstiga 30 dagar 2033.", "Kötiden till båtplats", "högst 30 dagar", 2033),
        ("Minst 40 procent av eleverna cyklar till skolan år 2033.", None, "Minst 40 procent", 2033),
        ("Indexet skall vara lägst 82 år 2034.", "Indexet", "lägst 82", 2034),
        ("Ambitionen är att en tredjedel av resorna sker med båt 2035.", None, "en tredjedel", 2035),
        ("Utsläppen från hamnen ska vara noll 2040.", "Utsläppen från hamnen", "noll", 2040),
    ],
)
def test_a_goal_in_plain_words(text, indicator, value, year):
    (goal,) = goals(document((P, text)))
    assert (goal.indicator, goal.target_value, goal.target_year) == (indicator, value, year)


@pytest.mark.parametrize("text", ["År 2034 ska 95 procent av vakterna vara utbildade.", "2034 ska hälften vara klara."])
def test_a_year_alone_is_no_indicator(text):
    (goal,) = goals(document((P, text)))
    assert (goal.indicator, goal.target_year) == (None, 2034)


def test_the_day_of_a_reply_is_no_goal():
    assert goals(document((P, "Målet är att svar på remissen ska lämnas senast 2031-10-01."))) == ()


def test_the_column_that_is_headed_as_a_goal_goes_before_one_with_a_bare_year():
    rows = [["Indikator", "2030", "Mål 2034", "Källa"], ["Tomma kajplatser", "11 procent", "högst 6 procent", "Hamnen"]]
    (goal,) = goals(document((BlockKind.TABLE, rows)))
    assert (goal.target_value, goal.target_year) == ("högst 6 procent", 2034)


def test_the_last_of_several_bare_years_heads_the_goal():
    rows = [["Indikator", "2030", "2034"], ["Tomma kajplatser", "11 procent", "6 procent"]]
    (goal,) = goals(document((BlockKind.TABLE, rows)))
    assert (goal.target_value, goal.target_year) == ("6 procent", 2034)


def test_several_terms_are_explained_in_one_paragraph():
    text = "Brygga: en anläggning där båtar läggs till. Kaj: en brygga av sten som lastbilar kan köra på."
    found = definitions(document((H, "3 Termer"), (P, text)))
    assert [(one.term, one.text) for one in found] == [
        ("Brygga", "en anläggning där båtar läggs till."),
        ("Kaj", "en brygga av sten som lastbilar kan köra på."),
    ]


def test_a_goal_table_goes_on_over_the_page_break_and_a_year_heads_its_values():
    first = (BlockKind.TABLE, [["Indikator", "Läget 2030", "Mål 2034"], ["Renare vatten", "60", "80 procent"]])
    rest = (BlockKind.TABLE, [["Fler båtar", "20", "40 procent"]])
    reading = document(first, rest)
    head, tail = reading.blocks
    found = goals(replace(reading, blocks=(head, replace(tail, page=2))))
    assert [(g.indicator, g.target_value, g.target_year) for g in found] == [
        ("Renare vatten", "80 procent", 2034),
        ("Fler båtar", "40 procent", 2034),
    ]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Sjöstads Bostäder AB svarar för lekplatserna.", "sjöstads bostäder ab"),
        ("Nämnden är värd och svarar för att mässan hålls.", "nämnden"),
    ],
)
def test_who_answers_for_something(text, actor):
    (found,) = commitments(document((P, text)))
    assert found.actor == actor


@pytest.mark.parametrize("text", ["• Badplats: ett område med vattenprov.", "3.1 Badplats: ett område med vattenprov."])
def test_bullet_and_number_are_no_part_of_a_term(text):
    assert [d.term for d in definitions(document((H, "Definitioner"), (LI, text)))] == ["Badplats"]


def test_what_we_mean_by_a_word():
    text = "Med brygga menar vi en anläggning som tio personer kan stå på."
    assert [d.term for d in definitions(document((P, text)))] == ["brygga"]


def test_what_a_board_says_before_a_reservation_in_the_same_paragraph_is_its_own():
    text = "Hamnnämnden tillstyrker förslaget, men kajen bör ingå. Kim Ek (M) reserverar sig, då kajen saknar medel."
    board = Description(kind=Kind.REPLY, organisation="Hamnnämnden")
    first, second = viewpoints(document((H, "Synpunkter"), (P, text)), (), board)
    assert (first.speaker, first.stance) == ("Hamnnämnden", Stance.SUPPORTS)
    assert second.speaker == "Kim Ek (M)"
