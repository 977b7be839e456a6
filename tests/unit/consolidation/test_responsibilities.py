"""Who is to do what: the body of each duty, how often, and what lies on two, in several documents or on nobody."""

import pytest

from styrdok.consolidation.responsibilities import matrix_of
from styrdok.marks import DutyMark
from styrdok.vocabulary import Bindingness, Status
from tests import made

MOWING = "Parknämnden ska klippa gräset på de allmänna lekplatserna en gång per år."
MOWING_TOO = "Fastighetsnämnden ska klippa gräset på de allmänna lekplatserna en gång per år."


def duties(*records):
    return matrix_of(made.snapshot(*records)).duties


def laid(name, actor, text, **known):
    return made.record(name, text, commitments=(made.commitment(actor, text, **known),))


def test_a_duty_is_told_with_its_body_binding_interval_and_place():
    record = laid("d1", "parknämnden", MOWING, bindingness=Bindingness.SHOULD, deadline="2027")
    (duty,) = duties(record)
    assert (duty.body, duty.document, duty.bindingness, duty.deadline) == (
        "parknämnden", "d1", Bindingness.SHOULD, "2027",
    )  # fmt: skip
    assert (duty.interval, duty.page, duty.marks) == ("varje år", 1, ())


def test_one_matter_on_two_bodies_is_marked_on_both_with_the_other_document():
    found = duties(laid("d1", "parknämnden", MOWING), laid("d2", "fastighetsnämnden", MOWING_TOO))
    assert [(one.body, one.marks, one.twins) for one in found] == [
        ("fastighetsnämnden", (DutyMark.DIVIDED,), ("d1",)),
        ("parknämnden", (DutyMark.DIVIDED,), ("d2",)),
    ]


def test_the_same_duty_of_one_body_in_two_documents_is_double_but_not_in_two_editions():
    assert {one.marks for one in duties(laid("d1", "parknämnden", MOWING), laid("d2", "parknämnden", MOWING))} == {
        (DutyMark.DOUBLE,)
    }
    editions = [
        made.record(name, MOWING, line="l", commitments=(made.commitment("parknämnden", MOWING),))
        for name in ("d1", "d2")
    ]
    assert {one.marks for one in duties(*editions)} == {()}


def test_what_every_document_says_of_itself_is_not_laid_down_twice():
    text = "Dokumentägaren ansvarar för att dokumentet hålls aktuellt och prövas varje mandatperiod."
    assert {one.marks for one in duties(*(laid(f"d{n}", "dokumentägaren", text) for n in range(1, 7)))} == {()}


def test_a_duty_of_the_whole_organisation_lies_on_nobody():
    (duty,) = duties(laid("d1", "kommunen", "Kommunen ska hålla lederna öppna året om."))
    assert duty.marks == (DutyMark.UNOWNED,)


@pytest.mark.parametrize(
    ("actor", "text"),
    [
        ("kommunen", "Den som börjar i kommunen ska få en handledare."),
        ("enhet", "Det som prövats på en enhet ska kunna användas på en annan."),
        ("anställda", "Sjukfrånvaron bland kommunens anställda ska vara högst fem procent."),
        ("kommunen", "Ordning är ett villkor för att kommunen ska kunna växa."),
        ("förskola", "Inom hemtjänst och förskola ska tunga lyft undvikas."),
        ("kommunen", "Den som möter kommunen ska få ett begripligt besked."),
        ("kommunen", "Reglerna gäller de båtar som kommunen ansvarar för."),
        ("anställda", "Varje hus med fler än tio anställda ska ha ett kök."),
        ("badvakter", "Badvakter får stöd av hamnkontoret under sommaren."),
        ("badvakter", "Badvakter och skötare ska ges tillfälle att öva."),
        ("badvakter", "Badvakter som slutar ska få ett intyg."),
        ("hamnkontoret", "Med bad avses en plats som hamnkontoret ska sköta."),
    ],
)
def test_a_body_that_is_named_beside_the_point_has_no_duty(actor, text):
    assert duties(laid("d1", actor, text)) == ()


@pytest.mark.parametrize(
    ("actor", "text"),
    [
        ("hamnkontoret", "Därför ska hamnkontoret, redan när ett köp diskuteras, ta reda på vad båten kräver."),
        ("parknämnden", "Utbyte av gungor i Norra parken"),
        ("parknämnden", "I parkerna ska parknämnden ställa bänkar."),
        ("parknämnden", "Parknämnden ska kunna redovisa vad bänkarna kostar."),
    ],
)
def test_a_body_that_is_to_act_has_the_duty(actor, text):
    assert len(duties(laid("d1", actor, text))) == 1


@pytest.mark.parametrize(
    ("actor", "text", "body"),
    [
        ("avdelningen", "VA-avdelningen ansvarar för brunnarna.", "VA-avdelningen"),
        ("fritidschefen", "Kultur- och fritidschefen ska öppna badet.", "kultur- och fritidschefen"),
        ("parknämnden", MOWING, "parknämnden"),
    ],
)
def test_a_body_is_called_by_its_whole_name(actor, text, body):
    assert [one.body for one in duties(laid("d1", actor, text))] == [body]


def test_a_goal_is_no_duty_and_a_document_without_duties_is_silent():
    goal = made.goal("Minst hälften av cheferna ska vara kvinnor 2028.", 2028)
    duty = made.commitment("chefer", goal.text)
    matrix = matrix_of(made.snapshot(made.record("d1", "x", goals=(goal,), commitments=(duty,))))
    assert matrix.duties == ()
    assert matrix_of(made.snapshot(made.record("d1", "x"))).silent == ("d1",)


def test_drafts_and_what_is_out_of_use_lay_nothing_on_anybody():
    gone = made.record("d1", MOWING, status=Status.REPEALED, commitments=(made.commitment("parknämnden", MOWING),))
    draft = made.record("d2", MOWING, status=Status.DRAFT, commitments=(made.commitment("parknämnden", MOWING),))
    assert duties(gone, draft) == ()


def test_bodies_stand_in_swedish_order_and_are_found_by_a_part_of_the_name():
    matrix = matrix_of(
        made.snapshot(
            laid("d1", "övernämnden", "Övernämnden ska måla broar."),
            laid("d2", "parknämnden", MOWING),
            laid("d3", "ängsnämnden", "Ängsnämnden ska slå hö."),
        )
    )
    assert matrix.bodies == ("parknämnden", "ängsnämnden", "övernämnden")
    assert [one.body for one in matrix.of("Äng")] == ["ängsnämnden"]


@pytest.mark.parametrize(
    ("actor", "text"),
    [
        ("hamnchef", "Varje hamnchef får vartannat år en samlad bild av läget."),
        ("medarbetare", "Medarbetare får gärna berätta om hamnen i egna kanaler."),
        ("nämnden", "Ordföranden bedömer när nämnden ska träda i funktion."),
        ("alla chefer", "I hamnprogrammet sägs att alla chefer ska kunna simma."),
    ],
)
def test_who_is_given_or_told_of_something_has_no_duty(actor, text):
    assert duties(laid("d1", actor, text)) == ()


def test_how_often_a_row_of_a_table_is_done_stands_in_its_column_of_days():
    (duty,) = duties(laid("d1", "parknämnden", "Klippa gräset", deadline="Årligen"))
    assert (duty.deadline, duty.interval) == ("Årligen", "varje år")
