"""The chapters of the report: what each tells of a small registry made by hand."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from styrdok.engines.analyse import Analysis, analyse
from styrdok.findings import Need, Overlap, Place, Proposal, Signal
from styrdok.judgements.acts import Act, ActKind, Subject
from styrdok.judgements.reviews import Review
from styrdok.language import Sentence
from styrdok.models import FieldValue
from styrdok.registry.files import FileRecord
from styrdok.reports.chapters.assessment import assessment
from styrdok.reports.chapters.inventory import inventory
from styrdok.reports.chapters.needs import needs
from styrdok.reports.chapters.overlaps import overlaps, repeated_text
from styrdok.reports.chapters.proposals import outcomes, proposals
from styrdok.reports.chapters.references import all_references, loose_references
from styrdok.reports.chapters.substance import definitions, goals, responsibilities
from styrdok.reports.chapters.summary import scope, summary
from styrdok.reports.chapters.unread import unread
from styrdok.reports.compose import compose
from styrdok.reports.material import Material, around, distinct_titles
from styrdok.vocabulary import (
    Action,
    DocumentType,
    FileStatus,
    Freshness,
    Kind,
    Linked,
    NeedReason,
    Relation,
    Verdict,
)
from tests.made import anchor, commitment, definition, goal, passages, record, reference, snapshot

TODAY = date(2026, 1, 1)
EMPTY = Analysis((), (), ())


def material(shot, analysis=EMPTY, files=(), reviews=()):
    return Material.of(shot, files, analysis, TODAY, reviews)


def field(name, value, confidence=0.9):
    return FieldValue(name, value, value, "rule", confidence, anchor(value))


def cells(section, table=0, row=0):
    found = section.tables[table]
    return dict(zip(found.headers, found.rows[row].cells, strict=True))


def test_the_inventory_gives_what_is_known_and_leaves_the_rest_empty():
    known = record(
        "d1",
        title="Biblioteksplan 2021–2027",
        type=DocumentType.PLAN,
        adopted_by="kommunfullmäktige",
        adopted_on=date(2020, 12, 14),
        decision="§ 190",
        valid_to=date(2027, 12, 31),
        fields=(
            field("revised_on", "2022-05-16"),
            field("applies_to", "Nämnder", 0.8),
            field("applies_to", "Alla", 0.9),
        ),
    )
    shot = snapshot(
        known,
        record("d2", type=DocumentType.OTHER, title=None),
        record("d3", kind=Kind.REPLY, title="Svar"),
        references=(
            reference("d1", "Gammal plan", relation=Relation.REPLACES),
            reference("d1", "d2.pdf", "d2", index=1),
            reference("d1", "d2.pdf", "d2", index=2),
            reference("d1", "Svar", "d3", index=3),
            reference("d1", "Biblioteksplan 2021–2027", "d1", index=4),
        ),
    )
    section = inventory(material(shot))
    row = cells(section)
    assert row["Nr"] == "1"
    assert row["Kategori"] == "aktiverande"
    assert (row["Beslutsdatum"], row["Beslut"], row["Gäller till"]) == ("2020-12-14", "§ 190", "2027-12-31")
    assert (row["Senast reviderad"], row["Gäller för"]) == ("2022-05-16", "Alla")
    assert "bibliotekslagen" in row["Lagkrav"]
    assert row["Ersätter"] == "Gammal plan"
    assert row["Relaterade dokument"] == "d2.pdf"
    unknown = cells(section, row=1)
    assert unknown["Titel"] == "d2.pdf"
    assert {name for name, value in unknown.items() if value} == {"Nr", "Titel", "Dokumenttyp", "Status", "Fil"}
    assert cells(section, table=1)["Titel"] == "Svar"
    assert cells(section, table=1)["Nr"] == "3"


def test_the_assessment_fills_in_only_what_is_known():
    first = replace(
        record("d1"), extraction=replace(record("d1").extraction, passages=passages("x", section="7 Uppföljning"))
    )
    need = Need(
        ("d1", "d2"),
        NeedReason.COMPETING_GOAL,
        0.7,
        Sentence("Olika."),
        (Place("d1", anchor("a", 4)), Place("d2", anchor("b", 2))),
    )
    strong = Overlap("d1", "d2", 0.5, (), (), False, Linked.NONE)
    shot = snapshot(first, record("d2"), references=(reference("d1", "Kajplan", confidence=0.9),))
    section = assessment(material(shot, Analysis((strong,), (need,), ())))
    row = cells(section)
    assert row["Överlappar med"] == "Birgit (0.50)"
    assert row["Motsägelser"] == "konkurrerande mål: Birgit"
    assert row["Uppföljning finns"] == "ja: avsnitt ”7 Uppföljning”, s. 1"
    assert "Kajplan" in row["Inaktuella eller lösa hänvisningar"]
    assert row["Kommentar"] == row["Känd och tillämpad"] == ""
    assert [quote.text for quote in section.tables[0].rows[0].quotes][:2] == ["a", "b"]
    assert cells(section, row=1)["Uppföljning finns"] == ""


@pytest.fixture
def differing():
    texts = ("Resa: färd i arbetet.", "Resa: färd till arbetet.")
    one = record(
        "d1",
        definitions=(definition("resa", texts[0]),),
        goals=(goal("• Utsläppen är noll 2030.", 2030, "0"),),
        commitments=(commitment("nämnden", "Nämnden rustar kajen."),),
    )
    two = record(
        "d2",
        definitions=(definition("resa", texts[1]),),
        goals=(goal("Utsläppen är noll 2040.", 2040, "0"),),
        commitments=(commitment("bolaget", "Bolaget rustar kajen."),),
    )

    def need(reason, kind):
        places = tuple(Place(r.document.id, getattr(r.extraction, kind)[0].anchor) for r in (one, two))
        return Need(("d1", "d2"), reason, 0.7, Sentence("Olika."), places)

    found = (
        need(NeedReason.DIFFERING_DEFINITION, "definitions"),
        need(NeedReason.COMPETING_GOAL, "goals"),
        need(NeedReason.DOUBLE_RESPONSIBILITY, "commitments"),
    )
    return material(snapshot(one, two), Analysis((), found, ()))


def test_definitions_goals_and_duties_stand_side_by_side(differing):
    row = cells(definitions(differing))
    assert (row["Begrepp"], row["Dokument A"], row["Dokument B"]) == ("resa", "Albert", "Birgit")
    assert (row["Definition A"], row["Definition B"]) == ("Resa: färd i arbetet.", "Resa: färd till arbetet.")
    row = cells(goals(differing))
    assert row["Skillnad"] == "årtal: 2030 mot 2040"
    assert row["Lydelse A"] == "Utsläppen är noll 2030."
    assert cells(responsibilities(differing))["Ansvariga"] == "nämnden mot bolaget"
    assert needs(differing).tables[0].rows == ()


def test_needs_pairs_and_references_each_have_their_own_table():
    asked = Need(
        ("d1", "d2"),
        NeedReason.ASSERTED,
        1.0,
        Sentence("Nämnden i ”Svar”, s. 1: ”• Samordna.”."),
        (Place("d1", anchor("x")),),
    )
    gone = Need(
        ("d1", "Kajplan"), NeedReason.MISSING_DOCUMENT, 0.5, Sentence("Saknas."), (Place("d1", anchor("Kajplan", 3)),)
    )
    over = Need(("d2",), NeedReason.EXPIRED, 0.6, Sentence("Slut."), (Place("d1", anchor("Birgit", 2)),))
    said = Sentence.of(
        "Gemensamma ord: {words} (likhet {likeness:.2f}, vanlig nivå {base:.2f}).",
        words=("kaj", "brygga"),
        likeness=0.31,
        base=0.08,
    )
    signal = Signal("terms", 0.9, 0.4, said)
    pair = Overlap("d1", "d2", 0.5, (signal,), (), False, Linked.ONE_WAY)
    mention = reference("d1", "Kajplan", sentence="Se Kajplan.", anchor=anchor("Kajplan", 3))
    shot = snapshot(record("d1"), record("d2", valid_to=date(2024, 12, 31)), references=(mention,))
    made = material(shot, Analysis((pair,), (asked, gone, over), ()))
    assert cells(needs(made))["Behov"] == "Nämnden i ”Svar”, s. 1: ”Samordna.”"
    row = cells(overlaps(made, {}))
    assert row["Främsta skäl"] == "Gemensamma ord: kaj och brygga."
    assert "likhet 0,31" in row["Alla skäl"]
    loose = loose_references(made)
    assert cells(loose, 0) == {"Dokument": "Birgit", "Gällde till": "2024-12-31", "Åberopas ännu av": "Albert"}
    assert cells(loose, 2) == {"Dokument": "Albert", "Hänvisar till": "Kajplan", "Sidor": "3"}
    assert loose.tables[2].rows[0].quotes[0].text == "Se Kajplan."
    whole = all_references(made)
    assert whole.sheets_only
    assert cells(whole)["Ord"] == "Se Kajplan."
    assert cells(whole)["Utfall"] == "saknas i registret"


def test_a_very_long_sentence_is_cut_around_what_it_mentions():
    sentence = "före " * 100 + "Kajplan" + " efter" * 100
    shown = around(reference("d1", "Kajplan", sentence=sentence).mention)
    assert "Kajplan" in shown
    assert len(shown) < 400
    assert shown.startswith("[…] före")
    assert shown.endswith("efter […]")


def judged(verdict, documents, who="Anna", action=None, reason=None):
    act = Act(
        ActKind.JUDGEMENT,
        "2025-01-01",
        who,
        tuple(Subject(name) for name in sorted(documents)),
        action=action,
        verdict=verdict,
        reason=reason,
    )
    return Review(act, Freshness.FRESH)


@pytest.fixture
def proposed():
    place = (Place("d1", anchor("Kajen.")),)
    return (
        Proposal(
            Action.REPEAL, ("d1",), Sentence("Skäl."), place, (), "Kommunfullmäktige beslutar att upphäva ”Albert”."
        ),
        Proposal(
            Action.COORDINATE, ("d1", "d2"), Sentence("Skäl."), place, (), "Kommunstyrelsen beslutar att samordna."
        ),
        Proposal(
            Action.REVISE, ("d2",), Sentence("Skäl."), place, (), "Kommunfullmäktige beslutar att revidera ”Birgit”."
        ),
        Proposal(
            Action.REVISE, ("d1",), Sentence("Skäl."), place, (), "Kommunfullmäktige beslutar att revidera ”Albert”."
        ),
    )


def test_what_was_accepted_stands_first_and_what_was_dismissed_in_the_table_only(proposed):
    reviews = (
        judged(Verdict.ACCEPT, ("d1", "d2"), reason=Action.COORDINATE),
        judged(Verdict.DISMISS, ("d1",), action=Action.REPEAL),
        judged(Verdict.ACCEPT, ("d1",), action=Action.REVISE),
        judged(Verdict.DISMISS, ("d1",), who="Bo", action=Action.REVISE),
    )
    made = material(snapshot(record("d1"), record("d2")), Analysis((), (), proposed), reviews=reviews)
    assert list(outcomes(made).values()) == [Verdict.DISMISS, Verdict.ACCEPT, Verdict.OPEN, Verdict.OPEN]
    section = proposals(made, {})
    told = [(one.heading, one.lead, [point.text for point in one.points]) for one in section.lists]
    assert told == [
        ("Kommunstyrelsen (godtaget i granskningen)", "Kommunstyrelsen beslutar", ["att samordna"]),
        (
            "Kommunfullmäktige (förslag, ej bedömt)",
            "Kommunfullmäktige beslutar",
            ["att revidera ”Birgit”", "att revidera ”Albert”"],
        ),
    ]
    assert section.lists[0].points[0].quotes[0].text == "Kajen."
    assert len(section.tables[0].rows) == 4


def test_the_more_bodies_decide_the_fewer_decisions_of_each_are_printed():
    def most(bodies):
        found = tuple(
            Proposal(Action.REVISE, ("d1",), Sentence("Skäl."), (), (), f"Nämnd {number} beslutar att a.")
            for number in range(bodies)
        )
        return {one.most for one in proposals(material(snapshot(record("d1")), Analysis((), (), found)), {}).lists}

    assert [most(1), most(10), most(100)] == [{15}, {6}, {3}]


@pytest.mark.parametrize(
    ("verdict", "reason", "outcome"),
    [
        (Verdict.ACCEPT, Action.COORDINATE, Verdict.ACCEPT),
        (Verdict.ACCEPT, Action.MERGE, Verdict.DISMISS),
        (Verdict.ACCEPT, None, Verdict.OPEN),
        (Verdict.DISMISS, None, Verdict.DISMISS),
        (Verdict.UNSURE, None, Verdict.UNSURE),
    ],
)
def test_a_judgement_of_a_pair_is_one_of_what_is_proposed_for_it(proposed, verdict, reason, outcome):
    reviews = (judged(verdict, ("d1", "d2"), reason=reason),)
    made = material(snapshot(record("d1"), record("d2")), Analysis((), (), proposed), reviews=reviews)
    assert list(outcomes(made).values()) == [Verdict.OPEN, outcome, Verdict.OPEN, Verdict.OPEN]
    row = cells(proposals(made, {(("d1", "d2"), None): "godtas av Anna"}), row=1)
    assert row["Bedömning"] == "paret: godtas av Anna"


def test_documents_of_one_title_are_told_apart():
    described = {"title": "Kajplan"}
    made = (
        record("d1", **described),
        record("d2", **described, kind=Kind.MINUTES),
        record("d3", title="Policy", organisation="Norrvik"),
        record("d4", title="Policy", organisation="Sörvik"),
        record("d5", title="Taxa", adopted_on=date(2020, 1, 1)),
        record("d6", title="Taxa", adopted_on=date(2024, 1, 1)),
        record("d7", title="Regler"),
        record("d8", title="Regler"),
        record("d9", title="Ensam"),
    )
    assert list(distinct_titles({one.document.id: one for one in made}).values()) == [
        "Kajplan",
        "Kajplan (protokoll)",
        "Policy (Norrvik)",
        "Policy (Sörvik)",
        "Taxa (2020-01-01)",
        "Taxa (2024-01-01)",
        "Regler (d7.pdf)",
        "Regler (d8.pdf)",
        "Ensam",
    ]


def test_what_was_not_judged_compared_stated_or_read_is_told(proposed):
    pair = Overlap("d1", "d2", 0.5, (), (), False, Linked.NONE)
    silent = replace(record("d3"), extraction=replace(record("d3").extraction, passages=()))
    shot = snapshot(record("d1", "Text.", adopted_on=date(2020, 1, 1)), record("d2", "Text."), silent)
    files = (
        FileRecord("d3.pdf", Path("d3.pdf"), "x", FileStatus.PARTIAL, pages=3, pages_unread=2, reason="2 of 3 pages"),
        FileRecord("d4.pdf", Path("d4.pdf"), "y", FileStatus.DUPLICATE),
    )
    made = material(shot, Analysis((pair,), (), proposed), files)
    section = unread(made)
    told = " ".join(section.text)
    assert "1 av 1 par och 4 av 4 förslag" in told
    assert "Av 3 möjliga par dokument når 1" in told
    assert "2 par har inte kunnat jämföras" in told
    assert "Cecilia" in told
    assert "2 utan beslutsdatum" in told
    assert [row.cells[-1] for row in section.tables[0].rows] == [
        "2 av 3 sidor kunde inte läsas.",
        "Samma innehåll som en annan fil.",
    ]
    assert "beslutsdatum" not in section.tables[1].rows[0].cells[1]
    judgement = judged(Verdict.UNSURE, ("d1", "d2"))
    assert "0 av 1 par" in " ".join(unread(material(shot, Analysis((pair,), (), ()), files, (judgement,))).text)


def test_text_that_stands_in_many_documents_has_a_chapter_only_where_there_is_some():
    text = "Frågor om innehållet ställs till den som ansvarar för dokumentet på stadens kontor."
    many = snapshot(*(record(f"d{number}", text) for number in range(1, 5)))
    section = repeated_text(material(many))
    assert cells(section)["Antal dokument"] == "4"
    assert cells(section)["Dokument"] == "Albert, Birgit, Cecilia, Disa"
    assert len(section.tables[0].rows[0].quotes) == 3
    assert repeated_text(material(snapshot(record("d1", text)))) is None


def test_the_summary_names_at_most_two_of_each_kind():
    asked = [
        Need(
            ("d1", "d2"),
            NeedReason.ASSERTED,
            1 - n / 10,
            Sentence(f"Röst {n}."),
            (Place("d1", anchor(f"röst {n}", n + 1)),),
        )
        for n in range(4)
    ]
    goal_ = Need(
        ("d1", "d2"),
        NeedReason.COMPETING_GOAL,
        0.2,
        Sentence("Olika."),
        (Place("d1", anchor("m", 9)), Place("d2", anchor("n", 8))),
    )
    made = material(snapshot(record("d1"), record("d2")), Analysis((), (*asked, goal_), ()))
    section = summary(made)
    points = [point.text for point in section.lists[0].points]
    assert points == [
        "”Albert” och ”Birgit” behöver samordnas. Röst 0.",
        "”Albert” och ”Birgit” behöver samordnas. Röst 1.",
        "”Albert” och ”Birgit” stämmer inte överens. Olika. Se ”Albert”, s. 9 och ”Birgit”, s. 8.",
    ]
    counted = {row.cells[1]: row.cells[0] for row in section.tables[0].rows}
    assert counted["samordningsbehov som någon uttryckligen har påtalat"] == "4"
    assert scope(made) == "Omfattar 2 dokument ur 0 filer: 2 styrdokument."


def test_an_empty_registry_gives_a_report():
    empty = snapshot()
    made = compose(empty, (), analyse(empty, TODAY), TODAY)
    assert made.sections[0].name == "sammanfattning"


def test_chapters_stand_in_the_order_of_reading(differing):
    names = [section.name for section in compose(differing.snapshot, (), differing.analysis, TODAY).sections]
    order = ["sammanfattning", "forteckning", "overlapp", "samordning", "hanvisningar", "definitioner", "mal", "ansvar"]
    order += ["roster", "forslag", "olast"]
    assert [name for name in names if name in order] == order
    assert "bedomningar" not in names
