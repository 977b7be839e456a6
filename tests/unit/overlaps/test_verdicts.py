"""What memos, minutes and replies say should be done with a document, and the sheets that come of it."""

from dataclasses import replace
from datetime import date

import pytest

from styrdok.findings import Need, Place
from styrdok.language import Sentence
from styrdok.overlaps.context import context_of
from styrdok.overlaps.needs.find import find_needs
from styrdok.overlaps.proposals.drafting import Draft, draft
from styrdok.overlaps.proposals.find import find_proposals
from styrdok.overlaps.proposals.sheets import sheets
from styrdok.overlaps.proposals.verdicts import verdicts
from styrdok.vocabulary import Action, DocumentType, Kind, NeedReason, Relation, Status, ViewpointKind
from tests.made import anchor, record, reference, snapshot, viewpoint

TODAY = date(2033, 1, 1)
TITLES = {"d1": "Hamnplan", "d2": "Bryggpolicy", "d3": "Strandprogram", "d4": "Badregler"}
OWN = {"organisation": "Lindefors kommun"}


def paper(text, *known, kind=Kind.MEMO, **described):
    """A registry of four steering documents and a paper with one paragraph, the titles in it resolved where known."""
    steering = [record(name, **{"title": title, **OWN, **described.get(name, {})}) for name, title in TITLES.items()]
    said = record("d9", text, kind=kind, title="Översyn", **OWN)
    ids = {title: name for name, title in TITLES.items()}
    references = []
    for title in (*TITLES.values(), *known):
        at = text.find(title)
        while at >= 0:
            mention = {"start": at, "end": at + len(title), "anchor": anchor(title, 1, at), "sentence": text}
            references.append(reference("d9", title, ids.get(title), len(references), **mention))
            at = text.find(title, at + 1)
    return snapshot(*steering, said, references=references)


def told(text, *known, **more):
    proposed, refused = verdicts(context_of(paper(text, *known, **more), wording={}))
    return [(one.action, one.documents) for one in proposed], [(one.action, one.documents) for one in refused]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kommunstyrelsen beslutar att upphäva Hamnplan (KS 2029 § 4).", [(Action.REPEAL, ("d1",))]),
        ("Börja med att upphäva Hamnplan och Bryggpolicy.", [(Action.REPEAL, ("d1",)), (Action.REPEAL, ("d2",))]),
        ("att Hamnplan upphör att gälla när Strandprogram har antagits", [(Action.REPEAL, ("d1",))]),
        ("att Hamnplan inarbetas i Strandprogram och i övrigt upphör att gälla", [(Action.MERGE, ("d1", "d3"))]),
        ("att giltighetstiden för Strandprogram förlängs till 2035", [(Action.EXTEND, ("d3",))]),
        ("Hamnplan och Bryggpolicy handlar om samma sak och bör slås samman.", [(Action.MERGE, ("d1", "d2"))]),
        ("Hamnplan bör stämmas av mot Strandprogram.", [(Action.COORDINATE, ("d1", "d3"))]),
        ("Bryggpolicy innehåller mål. Den bör göras om till en riktlinje.", [(Action.CONVERT, ("d2",))]),
        ("Hamnplan är kort. Nämnden är nöjd. Den bör upphävas.", []),
        ("Hamnplan och Bryggpolicy bör ses över samtidigt.", [(Action.COORDINATE, ("d1", "d2"))]),
        ("Styrelsen bör pröva om Hamnplan kan upphävas till förmån för Bryggpolicy.", [(Action.REPEAL, ("d1",))]),
        ("Kapitlet om avgifter i Hamnplan bör utgå.", [(Action.REVISE, ("d1",))]),
        ("Bilaga 2 till Hamnplan upphävs.", [(Action.REVISE, ("d1",))]),
        ("Frågan tas upp när Hamnplan revideras.", []),
        ("Hamnplan, som nämnden reviderar vart fjärde år, är känd.", []),
    ],
)
def test_sentences(text, expected):
    assert told(text) == (expected, [])


def test_what_is_turned_down_is_no_proposal():
    proposed, refused = told("Förslaget att slå samman Hamnplan och Bryggpolicy avslås.")
    assert (proposed, refused) == ([], [(Action.MERGE, ("d1", "d2"))])


def test_a_table_gives_each_row_its_verdict_also_for_documents_outside_the_registry():
    text = (
        "Nr Dokument Förslag Motiv 1 Hamnplan Behålls Samordnas med Bryggpolicy 2 Bryggpolicy Upphävs, delar slås "
        "samman med Strandprogram Gammal 3 Strandprogram Slås samman med nr 4 Samma sak 4 Badregler Slås samman med "
        "nr 3 Se ovan 5 Kajtaxa Revideras Nya avgifter"
    )
    proposed, _ = told(text, "Kajtaxa")
    assert proposed == [
        (Action.KEEP, ("d1",)),
        (Action.REPEAL, ("d2",)),
        (Action.MERGE, ("d2", "d3")),
        (Action.MERGE, ("d3", "d4")),
        (Action.MERGE, ("d4", "d3")),
        (Action.REVISE, ("Kajtaxa",)),
    ]


def test_a_table_in_small_letters_and_rows_that_name_other_rows():
    text = (
        "Nr Dokument Antagen Åtgärd 1 Hamnplan fullmäktige arkiveras 2 Bryggpolicy nämnden blir rutin "
        "3 Strandprogram fullmäktige revideras, 4 § samordnas med nr 4 4 Badregler nämnden kvarstår"
    )
    proposed, _ = told(text)
    assert proposed == [
        (Action.REPEAL, ("d1",)),
        (Action.CONVERT, ("d2",)),
        (Action.REVISE, ("d3",)),
        (Action.COORDINATE, ("d3", "d4")),
        (Action.KEEP, ("d4",)),
    ]


def test_a_row_may_name_a_document_by_the_first_words_of_its_title():
    text = "Dokument Förslag Motiv Riktlinje för bojar Upphävs Gammal"
    long = {"d4": {"title": "Riktlinje för bojar och fyrar i skärgården"}}
    assert told(text, **long)[0] == [(Action.REPEAL, ("d4",))]


def test_what_takes_over_is_not_repealed_with_what_it_takes_over():
    text = "Målen i Hamnplan bör föras in i Strandprogram och Bryggpolicy upphävas."
    assert (Action.REPEAL, ("d3",)) not in told(text)[0]


def test_steering_documents_do_not_propose():
    assert told("Hamnplan upphävs.", kind=Kind.STEERING) == ([], [])


def proposals(text, *known, **more):
    found = find_proposals(paper(text, *known, **more), (), (), TODAY)
    return {one.documents: one for one in found}


def test_one_sheet_for_each_document_with_the_contradiction_as_a_choice():
    found = proposals("Kommunstyrelsen beslutar att upphäva Hamnplan. Hamnplan bör revideras.")
    assert found["d1",].action is Action.REPEAL
    assert any("bör revideras" in str(sentence) for sentence in found["d1",].against)
    assert sorted(name for documents in found for name in documents) == ["d1", "d2", "d3", "d4"]


def test_the_words_that_speak_for_a_sheet_are_no_choice_against_it():
    merge, coordinate = "Hamnplan och Bryggpolicy bör slås samman.", "De båda dokumenten bör samordnas."

    def draft(action, words):
        place = Place("d9", anchor(words, 1, 0))
        return Draft(action, ("d1", "d2"), Sentence.of("”{words}”", words=words), (place,), 1, said=True)

    def against(*told):
        found = sheets(context_of(paper(merge), wording={}), told, ())
        return next(str(one.otherwise) for one in found if one.action is Action.MERGE)

    assert "Annat förslag" not in against(draft(Action.MERGE, merge), draft(Action.COORDINATE, merge))
    assert "Annat förslag" in against(draft(Action.MERGE, merge), draft(Action.COORDINATE, coordinate))


def test_a_repeal_names_what_takes_over():
    found = proposals("Hamnplan upphävs. Hamnplan arbetas in i Strandprogram.")
    assert found["d1", "d3"].action is Action.REPEAL
    assert "upphäva ”Hamnplan”" in found["d1", "d3"].decision_text


def test_a_refused_merger_is_a_coordination_and_says_so():
    found = proposals("Hamnplan och Bryggpolicy slås samman. Vi motsätter oss att Hamnplan slås ihop med Bryggpolicy.")
    assert found["d1", "d2"].action is Action.COORDINATE
    assert any("avvisats" in str(sentence) for sentence in found["d1", "d2"].against)


def test_what_has_run_out_is_never_coordinated():
    over = {"d1": {"status": Status.EXPIRED, "valid_to": date(2031, 12, 31)}}
    found = proposals("Hamnplan och Bryggpolicy bör samordnas.", **over)
    assert all(one.action is not Action.COORDINATE for one in found.values())


def test_a_document_outside_the_registry_is_proposed_by_name():
    found = proposals("Kajtaxa upphävs.", "Kajtaxa")
    assert found["Kajtaxa",].action is Action.REPEAL
    assert found["Kajtaxa",].decision_text == "Det beslutande organet beslutar att upphäva ”Kajtaxa”."


def test_a_table_that_names_no_document_proposes_nothing():
    assert told("Nr Dokument Förslag Motiv 1 Ingen handling Behålls Skälet saknas 2 Inget Upphävs Ingen ansvarar") == (
        [],
        [],
    )


def test_what_should_be_archived_or_has_been_replaced_is_put_away():
    def decision(text, **described):
        found = {one.documents[0]: one for one in find_proposals(paper(text, **described), (), (), TODAY)}
        assert found["d1"].action is Action.REPEAL
        return found["d1"].decision_text

    assert "ska arkiveras" in decision("Hamnplan bör arkiveras.")
    assert "ska arkiveras" in decision("Kommunstyrelsen beslutar att upphäva Hamnplan.", d1={"status": Status.REPLACED})
    assert "upphäva ”Hamnplan”" in decision("Kommunstyrelsen beslutar att upphäva Hamnplan.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("att Hamnplan stryks ur samlingen av föreskrifter", [(Action.REPEAL, ("d1",))]),
        ("att uppdra åt hamnchefen att ta fram en ny Hamnplan före 2034", [(Action.REVISE, ("d1",))]),
        ("att inte ta fram en ny Hamnplan", []),
        ("Nämnden fick förra året i uppdrag att ta fram en ny Hamnplan.", []),
        ("att utan dröjsmål arbeta om Bryggpolicy", [(Action.REVISE, ("d2",))]),
        ("Hamnplan måste skrivas om i grunden.", [(Action.REVISE, ("d1",))]),
        ("Badregler görs om till en rutin.", [(Action.CONVERT, ("d4",))]),
        ("att anpassa reglerna i Badregler till Strandprogram", [(Action.COORDINATE, ("d3", "d4"))]),
        ("Jämka ihop Hamnplan med Strandprogram före årsskiftet.", [(Action.COORDINATE, ("d1", "d3"))]),
        ("Strandprogram kan stå orört.", [(Action.KEEP, ("d3",))]),
        ("att Badregler tas ur bruk vid årsskiftet", [(Action.REPEAL, ("d4",))]),
        ("att ge cheferna i uppdrag att gemensamt se över Hamnplan och Badregler", [(Action.COORDINATE, ("d1", "d4"))]),
        (
            "besluta 1. att Hamnplan upphör att gälla, 2. att reglerna om bryggor skrivs in i Bryggpolicy, 3. att "
            "Badregler avförs ur samlingen",
            [(Action.REPEAL, ("d1",)), (Action.REPEAL, ("d4",))],
        ),
        ("att genom Hamnplan förmå ägarna att anpassa sina taxor till Strandprogram", []),
    ],
)
def test_more_ways_to_say_what_should_be_done(text, expected):
    proposed, _ = told(text)
    assert [(action, tuple(sorted(names))) for action, names in proposed] == expected


def test_what_a_body_cannot_reconcile_itself_with_is_refused():
    proposed, refused = told("Vi kan inte förlika oss med att Hamnplan ska upphävas.", kind=Kind.REPLY)
    assert (proposed, refused) == ([], [(Action.REPEAL, ("d1",))])


def test_a_table_whose_rows_have_letters_and_whose_cells_say_it_in_one_word():
    text = (
        "Dokument Föreslås Kommentar A Hamnplan Behålls Samordnas med D och C B Bryggpolicy Slås ihop med C Samma sak "
        "C Strandprogram Skrivs om Nya mål D Badregler Tas bort Gäller inte"
    )
    assert told(text)[0] == [
        (Action.KEEP, ("d1",)),
        (Action.COORDINATE, ("d1", "d4")),
        (Action.COORDINATE, ("d1", "d3")),
        (Action.MERGE, ("d2", "d3")),
        (Action.REVISE, ("d3",)),
        (Action.REPEAL, ("d4",)),
    ]


def test_words_of_a_cell_say_nothing_of_a_document_in_a_sentence():
    assert told("Avgiften i Hamnplan tas bort.") == ([], [])


def test_a_short_name_of_a_replaced_document_means_the_one_that_holds():
    old = {"d1": {"title": "Plan för hamnar och farleder", "status": Status.REPLACED}}
    made = paper("hamnplanen bör skrivas om. Plan för hamnar och farleder upphävs.", **old)
    extra = [
        reference("d9", "hamnplanen", "d1", 0, start=0, end=10),
        reference("d9", "Plan för hamnar och farleder", "d1", 1, start=27, end=55),
        reference("d3", "Plan för hamnar och farleder", "d1", 2, relation=Relation.REPLACES),
    ]
    proposed, _ = verdicts(context_of(snapshot(*made.records, references=extra), wording={}))
    assert [(one.action, one.documents) for one in proposed] == [(Action.REVISE, ("d3",)), (Action.REPEAL, ("d1",))]


def wish(*documents):
    return Need(documents, NeedReason.ASSERTED, 0.95, Sentence.of("Nämnden vill det."), ())


def test_what_others_ask_for_is_a_revision_where_the_office_revises_and_does_not_ask_for_it():
    text = "Dokument Förslag Motiv Hamnplan Revideras Gammal Bryggpolicy Behålls Bra"
    found = {one.documents: one for one in find_proposals(paper(text), (), (wish("d1", "d2"),), TODAY)}
    assert found["d1", "d2"].action is Action.REVISE
    assert str(found["d1", "d2"].rationale).startswith("Sägs i ”Översyn”")


def test_what_is_asked_for_and_makes_a_group_too_large_has_a_sheet_by_itself():
    wishes = (wish("d1", "d2", "d3", "d4"), wish("d4", "Kajtaxa", "Seglationsregler"), wish("d1", "Ankarplan"))
    wishes = (*wishes[:2], replace(wishes[2], score=0.9))
    found = {one.documents for one in find_proposals(paper("Inget sägs."), (), wishes, TODAY)}
    assert found == {("Kajtaxa", "Seglationsregler", "d1", "d2", "d3", "d4"), ("Ankarplan", "d1")}


def test_what_the_office_would_keep_is_not_merged_because_others_ask_for_it():
    text = "Dokument Förslag Motiv Hamnplan Revideras Gammal Bryggpolicy Behålls Bra"
    wish = viewpoint(ViewpointKind.MERGE_OR_PRUNE, "Slå ihop Hamnplan och Bryggpolicy.", "Hamnplan", "Bryggpolicy")
    reply = record("d8", "Slå ihop Hamnplan och Bryggpolicy.", kind=Kind.REPLY, title="Svar", viewpoints=(wish,), **OWN)
    made = paper(text)
    one = snapshot(*made.records, reply, references=made.references)
    needs = find_needs(one, (), TODAY)
    found = {one.documents: one.action for one in find_proposals(one, (), needs, TODAY)}
    assert found == {("d1", "d2"): Action.REVISE, ("d3",): Action.KEEP, ("d4",): Action.KEEP}


def test_what_has_run_out_goes_into_another_where_the_office_says_so():
    over = {"d1": {"status": Status.EXPIRED, "valid_to": date(2031, 12, 31)}}
    expiry = Need(("d1",), NeedReason.EXPIRED, 0.5, Sentence.of("Har slutat gälla."), ())
    text = "Dokument Förslag Motiv Hamnplan Arbetas in i Strandprogram"
    found = {one.documents: one.action for one in find_proposals(paper(text, **over), (), (expiry,), TODAY)}
    assert found["d1", "d3"] is Action.MERGE
    assert ("d1",) not in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Styrelsen föreslår fullmäktige besluta att upphäva Hamnplan, att Strandprogram förlängs till 2035, samt "
            "att uppdra åt chefen att revidera Badregler.",
            [(Action.REPEAL, ("d1",)), (Action.EXTEND, ("d3",)), (Action.REVISE, ("d4",))],
        ),
        (
            "Vi rekommenderar styrelsen – att revidera Hamnplan, – att upphäva Bryggpolicy.",
            [(Action.REVISE, ("d1",)), (Action.REPEAL, ("d2",))],
        ),
        ("att Hamnplan tas ur bruk så snart Strandprogram har antagits", [(Action.REPEAL, ("d1",))]),
        ("att Hamnplan ska gälla till dess att Strandprogram har antagits", [(Action.EXTEND, ("d1",))]),
        ("att de delar av Hamnplan som rör bojar förs in i Strandprogram", [(Action.MERGE, ("d1", "d3"))]),
        ("att arbeta in Hamnplan i Strandprogram", [(Action.MERGE, ("d1", "d3"))]),
        ("Genomför Hamnplan och förläng den till 2035.", [(Action.EXTEND, ("d1",))]),
        ("Hamnplan borde ha samordnats med Strandprogram.", []),
        ("Arbetet utgår från Hamnplan, som är ny.", []),
        ("Handlingar Förslag till reviderad Hamnplan 2033-01-01", []),
        ("Direktören får i uppdrag att lämna förslag till reviderad Hamnplan.", [(Action.REVISE, ("d1",))]),
    ],
)
def test_clauses_are_read_one_by_one(text, expected):
    proposed, _ = told(text)
    assert [(action, tuple(sorted(names))) for action, names in proposed] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hamnplan räknar med 400 platser och Strandprogram med 200. De båda dokumenten måste samordnas.",
            ("d1", "d3"),
        ),
        ("Hamnplan krockar med Strandprogram. Båda är gamla. De bör samordnas.", None),
        ("Hamnplan krockar med Strandprogram. De två nämnderna bör samordna sina möten.", None),
        ("Hamnplan, Badregler och Strandprogram är gamla. De båda dokumenten måste samordnas.", None),
    ],
)
def test_what_is_said_of_both_is_said_of_the_two_that_were_named_before(text, expected):
    assert told(text)[0] == ([(Action.COORDINATE, expected)] if expected else [])


def test_a_reply_that_names_one_document_speaks_of_it_and_of_what_it_answers():
    made = paper("Hamnplan räknar med 400 platser. De båda dokumenten bör samordnas.", kind=Kind.REPLY)
    reply = made.records[-1].document
    answer = replace(reply, description=replace(reply.description, title="Svar på remiss om strandprogram"))
    records = (*made.records[:-1], replace(made.records[-1], document=answer))
    proposed, _ = verdicts(context_of(snapshot(*records, references=made.references), wording={}))
    assert [(one.action, one.documents) for one in proposed] == [(Action.COORDINATE, ("d1", "d3"))]


def test_the_office_puts_away_what_was_replaced_long_ago_and_history_is_no_proposal():
    text = "att Kajtaxa avförs ur samlingen. Nämnden vill att Kajtaxa revideras."
    made = paper(text, "Kajtaxa")
    ended = reference("d1", "Kajtaxa", None, 0, relation=Relation.REPLACES)
    proposed, _ = verdicts(context_of(snapshot(*made.records, references=[*made.references, ended]), wording={}))
    assert [(one.action, one.documents) for one in proposed] == [(Action.REPEAL, ("Kajtaxa",))]


def test_a_missing_document_has_one_name():
    proposed, _ = told(
        "att upphäva Taxa för kajer 2029. Taxa för kajer upphävs.", "Taxa för kajer", "Taxa för kajer 2029"
    )
    assert {names for _, names in proposed} == {("Taxa för kajer 2029",)}


def test_a_row_names_a_document_by_its_slogan_and_tells_what_is_looked_into():
    text = "Dokument Åtgärd Skäl Klart vatten Justeras Målen Kajtaxa Utreds Oklart"
    long = {"d4": {"title": "Klart vatten – program för badplatser"}}
    assert told(text, "Kajtaxa", **long)[0] == [(Action.REVISE, ("d4",)), (Action.INVESTIGATE, ("Kajtaxa",))]


def test_a_clause_of_the_office_has_a_sheet_though_others_ask_for_more():
    wishes = (wish("d1", "d2", "d3"),)
    found = {one.documents: one for one in find_proposals(paper("att revidera Hamnplan"), (), wishes, TODAY)}
    assert (found["d1",].action, found["d1", "d2", "d3"].action) == (Action.REVISE, Action.COORDINATE)


def test_a_clause_of_another_voice_is_a_choice_on_the_sheet_that_there_is():
    made = paper("Vi vill revidera Hamnplan.", kind=Kind.REPLY)
    found = find_proposals(made, (), (wish("d1", "d2", "d3"),), TODAY)
    assert ("d1",) not in {one.documents for one in found}


@pytest.mark.parametrize(("motive", "own"), [("Målen samordnas", False), ("Gammal lag", True)])
def test_a_revision_is_part_of_what_the_office_wants_done_together_where_its_words_say_so(motive, own):
    made = paper(f"Dokument Förslag Motiv Hamnplan Revideras {motive}")
    text = "Kommunstyrelsen beslutar att samordna Hamnplan och Strandprogram."
    minutes = record("d8", text, kind=Kind.MINUTES, title="Protokoll", **OWN)
    named = [
        reference("d8", title, name, number, start=text.index(title), end=text.index(title) + len(title))
        for number, (name, title) in enumerate((("d1", "Hamnplan"), ("d3", "Strandprogram")))
    ]
    one = snapshot(*made.records, minutes, references=[*made.references, *named])
    found = {one.documents: one.action for one in find_proposals(one, (), (), TODAY)}
    assert found["d1", "d3"] is Action.COORDINATE
    assert (found.get(("d1",)) is Action.REVISE) is own


def test_what_is_extended_and_then_merged_has_both():
    text = "att Hamnplan förlängs till 2035, att därefter arbeta in Hamnplan i Strandprogram, beslutar styrelsen"
    found = {one.documents: one.action for one in find_proposals(paper(text), (), (), TODAY)}
    assert (found["d1",], found["d1", "d3"]) == (Action.EXTEND, Action.MERGE)


def test_a_row_that_names_no_partner_is_a_revision():
    assert told("Dokument Förslag Motiv Hamnplan Samordnas Lika begrepp")[0] == [(Action.REVISE, ("d1",))]


def test_what_the_office_would_only_coordinate_is_not_merged_because_others_ask_for_it():
    text = "att samordna Hamnplan med Bryggpolicy."
    wanted = viewpoint(ViewpointKind.MERGE_OR_PRUNE, "Slå ihop Hamnplan och Bryggpolicy.", "Hamnplan", "Bryggpolicy")
    words = wanted.anchor.text
    reply = record("d8", words, kind=Kind.REPLY, title="Svar", viewpoints=(wanted,), **OWN)
    made = paper(text)
    one = snapshot(*made.records, reply, references=made.references)
    found = {one.documents: one.action for one in find_proposals(one, (), find_needs(one, (), TODAY), TODAY)}
    assert found["d1", "d2"] is Action.COORDINATE


def test_a_row_that_ends_with_what_something_goes_into_names_no_partner():
    text = "Dokument Förslag Motiv Hamnplan Slås samman Ryms i hamnområdet Bryggpolicy Behålls Bra"
    assert told(text)[0] == [(Action.MERGE, ("d1",)), (Action.KEEP, ("d2",))]


def adopted(text, *known, **bodies):
    return proposals(text, *known, **{name: {"adopted_by": body} for name, body in bodies.items()})


@pytest.mark.parametrize(
    ("bodies", "deciding"),
    [
        ({"d1": "hamnnämnden", "d2": "kommunfullmäktige"}, "Kommunfullmäktige"),
        ({"d1": "kommunstyrelsen", "d2": "hamnnämnden"}, "Det beslutande organet"),
        ({"d1": "hamnnämnden", "d2": "hamnnämnden"}, "Hamnnämnden"),
        ({}, "Det beslutande organet"),
    ],
)
def test_an_assembly_decides_where_documents_of_several_bodies_are_to_go_together(bodies, deciding):
    found = adopted("Hamnplan och Bryggpolicy bör samordnas.", **bodies)
    assert found["d1", "d2"].decision_text.startswith(f"{deciding} beslutar att ”Hamnplan” och ”Bryggpolicy”")


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        (
            "att giltighetstiden för Hamnplan förlängs till och med den 31 mars 2036",
            "förlänga giltighetstiden för ”Hamnplan” till och med den 31 mars 2036",
        ),
        ("att Hamnplan förlängs", "förlänga giltighetstiden för ”Hamnplan” till dess ett nytt dokument har antagits"),
        ("Hamnplan bör göras om till en rutin.", "”Hamnplan” ska omvandlas till rutin"),
        ("Hamnplan bör omvandlas till en broschyr.", "”Hamnplan” ska omvandlas till en annan dokumenttyp"),
        (
            "Hamnplan bör göras om till en rutin. Vi vill att Hamnplan görs om till en policy.",
            "”Hamnplan” ska omvandlas till en annan dokumenttyp",
        ),
    ],
)
def test_a_draft_decision_says_what_the_texts_say_of_how(text, decision):
    assert proposals(text)["d1",].decision_text == f"Det beslutande organet beslutar att {decision}."


def test_what_was_once_said_and_never_came_is_not_turned_down():
    said = "Hamnplan upphävs. Redan 2029 sades att Hamnplan skulle upphävas, men något beslut har inte fattats."
    assert proposals(said)["d1",].against == ()


def test_the_row_of_a_document_goes_on_past_what_its_cells_name():
    text = "Dokument Förslag Motiv Hamnplan Revideras Tar in delar av strandprogrammet Bryggpolicy Behålls Bra"
    made = paper(text)
    at = text.find("strandprogrammet")
    mention = {"start": at, "end": at + 16, "anchor": anchor("strandprogrammet", 1, at), "sentence": text}
    within = reference("d9", "strandprogrammet", "d3", 9, **mention)
    made = replace(made, references=(*made.references, within))
    revised = next(one for one in find_proposals(made, (), (), TODAY) if one.documents == ("d1",))
    assert "”Hamnplan Revideras Tar in delar av strandprogrammet”" in str(revised.rationale)


def test_words_that_speak_for_a_proposal_twice_are_told_once():
    merge = "Hamnplan och Bryggpolicy bör slås samman."
    one, other = (
        Draft(
            Action.MERGE,
            ("d1", "d2"),
            Sentence.of(f"{who}: ”{{words}}”", words=merge),
            (Place("d9", anchor(merge)),),
            1,
            said=True,
        )
        for who in ("Kontoret", "Översynen")
    )
    assert str(one.joined(other).rationale) == f"Kontoret: ”{merge}”"


def test_what_takes_over_does_not_speak_against_a_repeal_and_says_so_in_words():
    old = record("d1", "Bryggorna målas.", title="Hamnplan 2021", status=Status.REPLACED)
    new = record("d2", "Bojarna ses över.", title="Kajprogram")
    third = record("d3", "Badet städas.", title="Strandregler")
    says = reference("d2", "Hamnplan 2021", "d1", 0, relation=Relation.REPLACES, text="Ersätter Hamnplan 2021")
    made = snapshot(old, new, third, references=[says, reference("d3", "Hamnplan", "d1", 1)])
    [repeal] = [one for one in find_proposals(made, (), (), TODAY) if one.documents == ("d1",)]
    assert [str(sentence) for sentence in repeal.against] == ["1 dokument hänvisar till det: ”Strandregler”."]
    assert [place.document for place in repeal.evidence] == ["d2"]


def test_a_budget_is_not_kept_for_another_year():
    budget = record("d1", "Ramarna fördelas.", title="Mål och budget 2031", type=DocumentType.BUDGET)
    assert find_proposals(snapshot(budget), (), (), TODAY) == ()


def test_what_is_revised_together_is_named_in_the_decision():
    made = snapshot(*(record(name, "Kajen.", title=title) for name, title in TITLES.items()))
    two = Draft(Action.REVISE, ("d1", "d2"), Sentence.of("x"), (), 1.0)
    text = draft(context_of(made, wording={}), two).decision_text
    assert text == "Det beslutande organet beslutar att ”Hamnplan” och ”Bryggpolicy” ska revideras."
