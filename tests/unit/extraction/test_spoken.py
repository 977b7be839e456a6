"""Where a paper says what somebody thinks: tables of answers, lines that name a section, headings that tell whose."""

from dataclasses import replace

import pytest

from styrdok.extraction.statements.viewpoints import viewpoints
from styrdok.models import Description
from styrdok.vocabulary import BlockKind, Kind, SpeakerKind

from .test_statements import REPLY, H, P, document, minutes

ASKS = "Planen bör samordnas med bryggprogrammet."
TOLD = "Inget att invända."


def texts(*pieces, description=REPLY):
    return [found.anchor.text for found in viewpoints(document(*pieces), (), description)]


def table(*rows):
    return BlockKind.TABLE, [list(row) for row in rows]


@pytest.mark.parametrize("head", ["Svar", "Vårt svar", "Synpunkt", "Ändringsförslag"])
def test_a_column_that_is_headed_as_answers_is_read(head):
    assert texts(table(("Avsnitt", head), ("2.1 Kajer", ASKS), ("2.2 Bryggor", TOLD))) == [ASKS]


def test_the_column_beside_questions_is_read_without_a_head():
    rows = ("Är målen tydliga?", ASKS), ("Vad saknas?", "Det saknas ett avsnitt om båtar."), ("Annat?", "Nej.")
    assert texts(table(("Fråga", "Hamnplan"), *rows)) == [ASKS, "Det saknas ett avsnitt om båtar."]


def test_a_table_of_anything_else_holds_no_views():
    assert texts(table(("Åtgärd", "Ansvar"), ("Kajer", ASKS), ("Bryggor", ASKS))) == []


def test_only_replies_answer_in_tables():
    memo = Description(kind=Kind.MEMO, title="Hamnplan", organisation="Norra förvaltningen")
    assert texts(table(("Avsnitt", "Svar"), ("2.1 Kajer", ASKS)), description=memo) == []


def test_a_line_that_names_a_section_heads_what_follows():
    found = minutes(
        (H, "Svar på remiss om hamnplan"),
        (P, "Reservation, Maj Sjö (V)"),
        (P, "Planen saknar finansiering."),
        (H, "Bakgrund"),
        (P, "Planen saknar finansiering."),
    )
    assert [found.speaker_kind for found in found] == [SpeakerKind.PARTY]


def test_a_sentence_that_begins_as_a_section_is_none():
    found = texts((H, "Synpunkter"), (P, "Bakgrund saknas i planen och bör läggas till."))
    assert found == ["Bakgrund saknas i planen och bör läggas till."]


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        ("Så ser nämnden på förslaget", [SpeakerKind.OFFICE]),
        ("Vad tycker vi om förslaget?", [SpeakerKind.OFFICE]),
        ("Vad saken gäller", []),
        ("Beredning av ärendet", []),
        ("Maj Sjös yrkande", [SpeakerKind.PARTY]),
    ],
)
def test_a_heading_tells_whose_views_stand_below_it(heading, kinds):
    assert [found.speaker_kind for found in viewpoints(document((H, heading), (P, ASKS)), (), REPLY)] == kinds


def test_a_chancery_speaks_as_an_office_in_minutes():
    minutes = replace(REPLY, kind=Kind.MINUTES)
    found = viewpoints(document((H, "Kansliets bedömning"), (P, ASKS)), (), minutes)
    assert [one.speaker_kind for one in found] == [SpeakerKind.OFFICE]
