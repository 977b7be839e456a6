"""What falls due: validity, reviews, deadlines; the span and the calendar file."""

from datetime import date

import pytest

from styrdok.consolidation.calendar import calendar
from styrdok.consolidation.due import Due, due_of, months_of
from styrdok.consolidation.reviews import after
from styrdok.errors import UsageProblem
from styrdok.language import Language
from styrdok.marks import DueKind
from styrdok.vocabulary import Kind, Status
from tests import made

TODAY = date(2026, 3, 1)
ADOPTED = date(2020, 5, 4)


def reviewed(text, adopted=ADOPTED):
    rows = due_of(made.snapshot(made.record("d1", text, adopted_on=adopted)), TODAY)
    return [row.on for row in rows if row.kind is DueKind.REVIEW]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Policyn ska ses över senast 2027-06-30.", date(2027, 6, 30)),
        ("Programmet revideras senast i tid, senast 2028.", date(2028, 12, 31)),
        ("Programmet antogs 2020 och ska aktualitetsprövas under 2027.", date(2027, 12, 31)),
        ("Dokumentet ses över senast mars 2027.", date(2027, 3, 31)),
        ("Riktlinjerna ska ses över vart fjärde år.", date(2028, 5, 4)),
        ("Planen revideras årligen av nämnden.", date(2026, 5, 4)),
        ("Planen ska ses över varje mandatperiod.", None),
        ("Tidpunkt för aktualitetsprövning: 2027", date(2027, 12, 31)),
        ("Revideras senast 2025-12-31", date(2025, 12, 31)),
        ("Gäller för Hamnkontoret Nästa översyn Maj 2027", date(2027, 5, 31)),
        ("En första aktualitetsprövning görs 2027.", date(2027, 12, 31)),
        ("Revideras: Första året i varje mandatperiod", None),
        ("Kontoret sköter dokumentet, som prövas minst en gång per mandatperiod.", None),
        ("Strategin ses över vid varje ny mandatperiod.", None),
    ],
)
def test_a_review_is_read_with_its_day(text, on):
    assert reviewed(text) == [on]


@pytest.mark.parametrize(
    "text",
    [
        "Belysningen på stranden ska ses över vart fjärde år.",
        "Policyn ska ses över vid behov.",
        "Planen ska ses över under perioden 2026–2029.",
        "Lokalerna ses över senast 2027.",
    ],
)
def test_what_is_no_review_of_the_document_or_has_no_time_is_left_out(text):
    assert reviewed(text) == []


def test_an_interval_without_a_day_of_adoption_has_no_day():
    assert reviewed("Policyn ska ses över vart fjärde år.", adopted=None) == [None]


def test_rows_stand_by_day_and_those_without_one_last():
    duty = made.commitment("tekniska nämnden", "Nämnden ska rapportera senast 2027.", deadline="2027")
    past = made.commitment("tekniska nämnden", "Nämnden ska rapportera senast 2021.", deadline="2021")
    over = made.commitment("tekniska nämnden", "Nämnden ska ha byggt före 2028.", deadline="2028")
    often = made.commitment("tekniska nämnden", "Nämnden ska rapportera varje år.", deadline="varje år")
    record = made.record(
        "d1", "Planen ses över varje mandatperiod.", valid_to=date(2025, 12, 31), status=Status.EXPIRED,
        commitments=(duty, past, over, often),
    )  # fmt: skip
    rows = due_of(made.snapshot(record), TODAY)
    assert [(row.kind, row.on) for row in rows] == [
        (DueKind.EXPIRES, date(2025, 12, 31)),
        (DueKind.DEADLINE, date(2027, 12, 31)),
        (DueKind.DEADLINE, date(2027, 12, 31)),
        (DueKind.REVIEW, None),
    ]


def test_only_steering_documents_in_use_are_told():
    memo = made.record("d1", kind=Kind.MEMO, valid_to=date(2027, 1, 1))
    gone = made.record("d2", status=Status.REPEALED, valid_to=date(2027, 1, 1))
    draft = made.record("d3", status=Status.DRAFT, valid_to=date(2027, 1, 1))
    assert due_of(made.snapshot(memo, gone, draft), TODAY) == ()


def test_a_span_and_a_body_narrow_the_list():
    near = made.record("d1", valid_to=date(2026, 12, 31), adopted_by="Kommunstyrelsen")
    far = made.record("d2", valid_to=date(2029, 12, 31), responsible="Kommunstyrelsens kontor")
    other = made.record("d3", valid_to=date(2026, 6, 30), adopted_by="Kulturnämnden")
    everything = made.snapshot(near, far, other)
    assert [row.document for row in due_of(everything, TODAY, months=12)] == ["d3", "d1"]
    assert [row.document for row in due_of(everything, TODAY, body="kommunstyrelsen")] == ["d1", "d2"]


@pytest.mark.parametrize(
    ("written", "months"), [("24m", 24), ("2y", 24), ("12 månader", 12), ("1 år", 12), (" 3 Mån ", 3), ("0m", 0)]
)
def test_a_span_is_read_as_people_write_it(written, months):
    assert months_of(written) == months


@pytest.mark.parametrize("written", ["", "12", "m", "tolv månader", "-3m", "2 veckor"])
def test_what_is_no_span_is_refused(written):
    with pytest.raises(UsageProblem):
        months_of(written)


def test_months_are_added_to_the_last_day_of_a_month():
    assert after(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert after(date(2024, 11, 30), 3) == date(2025, 2, 28)


def test_a_calendar_is_folded_and_escaped_and_leaves_out_what_has_no_day():
    words = "Policyn, " + "å" * 80 + "; ses över\\här"
    rows = (
        Due(DueKind.REVIEW, date(2027, 6, 30), "d1", ("Nämnden",), 3, words),
        Due(DueKind.REVIEW, None, "d1", (), 3, "Policyn ses över varje mandatperiod."),
    )
    data = calendar(rows, {"d1": "Hamnpolicy"}, TODAY, Language())
    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]
    text = data.replace(b"\r\n ", b"").decode()
    assert text.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20270630\r\nDTEND;VALUE=DATE:20270701" in text
    assert "SUMMARY:Hamnpolicy: ska ses över" in text
    assert "DESCRIPTION:Nämnden\\ns. 3: ”Policyn\\, " + "å" * 80 + "\\; ses över\\\\här”" in text
    assert data == calendar(rows, {"d1": "Hamnpolicy"}, TODAY, Language())
