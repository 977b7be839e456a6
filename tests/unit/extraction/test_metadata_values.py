"""What single values say, and what a description makes of several."""

from datetime import date

import pytest

from styrdok.extraction.metadata.alignment import align
from styrdok.extraction.metadata.describe import describe
from styrdok.extraction.metadata.heads import find_heads, is_ladder
from styrdok.extraction.metadata.labels import label_at_start, label_row
from styrdok.extraction.metadata.language import language_of
from styrdok.extraction.metadata.titletext import clean_title, without_prefix
from styrdok.extraction.metadata.values import (
    is_placeholder,
    labelled_numbers,
    period_in,
    read_adoption,
    read_name,
    read_validity,
)
from styrdok.models import FieldValue


@pytest.mark.parametrize(
    ("text", "body", "day", "paragraph"),
    [
        ("Kf 231016, § 140", "kommunfullmäktige", "2023-10-16", "§ 140"),
        ("KF § 110/2019", "kommunfullmäktige", None, "§ 110/2019"),
        ("§ 203, 2011-10-10", None, "2011-10-10", "§ 203"),
        ("kommunstyrelsen 29/11 2017, § 141", "kommunstyrelsen", "2017-11-29", "§ 141"),
        ("Kommunstyrelsen, den 18 mars 2014", "kommunstyrelsen", "2014-03-18", None),
        ("KSAU 2020-01-14 § 3", "kommunstyrelsens arbetsutskott", "2020-01-14", "§ 3"),
        ("Miljö-, bygg- och räddningsnämnden 2019-01-01", "miljö-, bygg- och räddningsnämnden", "2019-01-01", None),
        ("Kommundirektörens ledningsgrupp", "kommundirektörens ledningsgrupp", None, None),
        ("KS/2020:12 2020-05-05", None, "2020-05-05", None),
        ("2017-12-04 149", None, "2017-12-04", "§ 149"),
        ("KF 2013-06-17 § 124, reviderad 2015-05-25 § 60", "kommunfullmäktige", "2013-06-17", "§ 124"),
        ("2020-xx-xx av Kommunfullmäktige § xx", "kommunfullmäktige", None, None),
        ("Regionfullmäktige 2021-11-24, § 181", "regionfullmäktige", "2021-11-24", "§ 181"),
    ],
)
def test_adoption(text: str, body: str | None, day: str | None, paragraph: str | None) -> None:
    found = read_adoption(text)
    assert (found.body, found.day and found.day.isoformat(), found.paragraph) == (body, day, paragraph)


@pytest.mark.parametrize(
    ("text", "start", "end", "open_ended"),
    [
        ("T.v.", None, None, True),
        ("Till beslut om upphörande", None, None, True),
        ("2023 – 2026", "2023-01-01", "2026-12-31", False),
        ("2023–26", "2023-01-01", "2026-12-31", False),
        ("2023 t.o.m. 2026", "2023-01-01", "2026-12-31", False),
        ("2019-10-01–2025-12-31", "2019-10-01", "2025-12-31", False),
        ("t.o.m. 2027-10-31", None, "2027-10-31", False),
        ("2018-07-01 – tills vidare", "2018-07-01", None, True),
        ("december 2026", None, "2026-12-31", False),
        ("4 år", None, None, False),
        ("mandatperioden", None, None, False),
    ],
)
def test_validity(text: str, start: str | None, end: str | None, open_ended: bool) -> None:
    found = read_validity(text)
    assert (found.start and found.start.isoformat(), found.end and found.end.isoformat()) == (start, end)
    assert found.open_ended is open_ended


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("KS 2018/1092", ("KS 2018/1092",)),
        ("2019-4711", ("2019-4711",)),
        ("168-KS", ("168-KS",)),
        ("19KS123", ("19KS123",)),
        ("SDN-STR 2021/188", ("SDN-STR 2021/188",)),
        ("KS2023/0001 och KS2023/0002", ("KS2023/0001", "KS2023/0002")),
        ("2023-10-11", ()),
        ("Kommunstyrelsen", ()),
        ("4711", ()),
    ],
)
def test_labelled_numbers(text: str, numbers: tuple[str, ...]) -> None:
    assert labelled_numbers(text) == numbers


@pytest.mark.parametrize(
    "text", ["", "-", "[Diarienummer]", "Fyll i datum.", "Ange namn", "<Datum>", "xx", "Se e-signering"]
)
def test_placeholders(text: str) -> None:
    assert is_placeholder(text) or labelled_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Ek, 0499-45 00 12", "Anna Ek"),
        ("Säkerhets- och beredskapssamordnare", "Säkerhets- och beredskapssamordnare"),
        ("nämnden ska se till att planen följs", None),
        ("ES", None),
        ("0000", None),
    ],
)
def test_names(text: str, name: str | None) -> None:
    assert read_name(text) == name


def test_period_needs_two_years_in_order() -> None:
    assert period_in("Plan 2020–2023") == (2020, 2023)
    assert period_in("Dnr 2020-0123") is None
    assert period_in("SFS 2019:1234") is None


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("Policy och riktlinjer för representation", ["policy", "guideline"]),
        ("Trygghets- och säkerhetsprogram", ["program"]),
        ("Riktlinje för handlingsplaner", ["guideline", "action_plan"]),
        ("Tidplan för television", []),
        ("Klimatstrategi", ["strategy"]),
    ],
)
def test_head_nouns(title: str, heads: list[str]) -> None:
    assert [head.type.value for head in find_heads(title) if head.type] == heads


def test_ladders() -> None:
    assert is_ladder("Strategi / Program / Plan / Policy / Riktlinje(r) / Regler")
    assert not is_ladder("Policy och riktlinjer för representation")


def test_labels() -> None:
    assert label_at_start("Diarienummer: KS 2020/1") is not None
    assert label_at_start("Syfte med planen") is None
    assert label_at_start("beslutad av nämnden") is None
    assert [item.label.field for item in label_row("Dokumenttyp Beslutad av Gäller f.o.m. Gäller t.o.m.")] == [
        "type",
        "adopter",
        "valid_from",
        "valid_to",
    ]


def test_words_are_dealt_to_the_labels_they_suit() -> None:
    words = ["Plan", "för", "vatten", "Styrdokument", "2023-09-09", "Kommunstyrelsen"]
    assert align(["title", "type", "decision", "adopter"], words) == ((0, 3), (3, 4), (4, 5), (5, 6))
    assert align(["diary_number", "decision", "adopter"], ["2019-12-04", "Kommunstyrelsen"]) == (None, (0, 1), (1, 2))


def test_titles_are_cleaned() -> None:
    assert clean_title("§ 13 Program för resor.") == "Program för resor"
    assert clean_title("RESEPOLICY FÖR NORRBRO KOMMUN", "Norrbro kommun reser") == "Resepolicy för Norrbro kommun"
    assert without_prefix("Förslag till resepolicy") == "Resepolicy"


def test_language() -> None:
    assert language_of("Nämnden ska se till att det finns en plan och att den följs av alla som är med.") is not None
    assert (language_of("The board shall see to it that there is a plan and that it is followed.") or ("",))[0] == "en"
    assert language_of("12 34 56") is None


def value(field: str, text: str, confidence: float = 0.9) -> FieldValue:
    return FieldValue(field, text, text, "test", confidence)


def test_the_most_confident_value_counts_and_unknown_is_none() -> None:
    found = describe([value("title", "A", 0.5), value("title", "B", 0.8), value("diary_numbers", "1/20")])
    assert (found.title, found.diary_numbers, found.adopted_on) == ("B", ("1/20",), None)


def test_open_end_and_last_day_exclude_each_other() -> None:
    period, forever = value("valid_to", "2023-12-31", 0.5), value("open_ended", "true", 0.9)
    assert describe([period, forever]).valid_to is None
    assert describe([period, forever]).open_ended
    labelled = value("valid_to", "2023-12-31", 0.95)
    assert describe([labelled, forever]).valid_to == date(2023, 12, 31)
    assert not describe([labelled, forever]).open_ended
