from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.swedish.collation import collation_key
from styrdok.swedish.dates import find_dates

DAYS = [
    ("Antagen av kommunfullmäktige 2017-12-04 § 149", "2017-12-04", "2017-12-04"),
    ("kommunstyrelsen 29/11 2017, § 141", "29/11 2017", "2017-11-29"),
    ("den 2 december 2019 § 239", "2 december 2019", "2019-12-02"),
    ("Kf 231016, § 140", "231016", "2023-10-16"),
    ("Fastställd 090529", "090529", "2009-05-29"),
    ("05-02-2020, §19", "05-02-2020", "2020-02-05"),
    ("den 12:e september 2019", "12:e september 2019", "2019-09-12"),
    ("den 1:a maj 2021", "1:a maj 2021", "2021-05-01"),
    ("16 juni 2015 kl. 18.00", "16 juni 2015", "2015-06-16"),
    ("beslut 2023‑10‑24, § 331", "2023‑10‑24", "2023-10-24"),
    ("beslut 2023–10–24", "2023–10–24", "2023-10-24"),
    ("senast 2011-11-30.", "2011-11-30", "2011-11-30"),
    ("29/11/2017", "29/11/2017", "2017-11-29"),
    ("29/11-17", "29/11-17", "2017-11-29"),
    ("5.2.2020", "5.2.2020", "2020-02-05"),
    ("9 Nov. 2016", "9 Nov. 2016", "2016-11-09"),
    ("9 nov -16", "9 nov -16", "2016-11-09"),
    ("20240115", "20240115", "2024-01-15"),
    ("2017-12-04T10:00", "2017-12-04", "2017-12-04"),
    ("den 3 mars år 2008", "3 mars år 2008", "2008-03-03"),
    ("2018-3-7", "2018-3-7", "2018-03-07"),
    ("2024.05.17", "2024.05.17", "2024-05-17"),
    ("Reviderad: 980310", "980310", "1998-03-10"),
]
MONTHS = [
    ("Maj 2020", "2020-05-01"),
    ("Datum: 2014-09", "2014-09-01"),
    ("september 2015", "2015-09-01"),
    ("i januari månad 2017", "2017-01-01"),
    ("Rev. sept. 2012", "2012-09-01"),
]
UNKNOWN = ["____ mars 2024", "............ mars 2024",
           "2023-10-XX", "20xx-xx-xx", "XXXX-XX-XX", "2020-xx-xx", "ÅÅÅÅ-MM-DD", "åååå-mm-dd", "den xx maj 2024",
           "202X-XX-XX", "XX/XX 2023", "2023-02-31", "2023-13-01", "12 juni 20XX", "2024-XX"]  # fmt: skip
NOTHING = [
    "dnr 009-1322/2011", "271/99", "306-3951/2003", "KS 2018/1092", "KSN-2014-0604", "LS 1202-0260", "346-507-04",
    "1.5.1-135-2012", "prop. 2019/20:52", "SFS 2010:1206", "bet. 2017/18:SoU5", "08-508 24 099", "212000-2882",
    "ISBN 91-7147-758-6", "HÄ 2021/606-1.1", "läsåret 2018/19", "period 2010-12", "2020–2023", "§ 12", "1(8)",
    "110512 kr", "ett anslag på 110512", "1 maj", "den 18 mars", "våren", "S-Dp 2002-11922-54", "2012-392-1.5.1",
    "bankgiro 624-1061", "dnr 2020-11", "19800101-1234", "postnummer 127 26", "RS 2020-0535", "239-2006-105",
    "2009-005466-102", "2021-2024", "8 kap. 12 § 2017:725", "T2012-050-05828", "LSS 1993:387", "AFS 2015:4",
    "may 20 procent", "2:12-2020", "111 230 101 kronor", "240.105 m", "2016/00446",
]  # fmt: skip


@pytest.mark.parametrize(("text", "surface", "iso"), DAYS)
def test_days(text: str, surface: str, iso: str) -> None:
    (found,) = find_dates(text)
    assert (found.text, found.value, found.precision) == (surface, date.fromisoformat(iso), "day")
    assert text[found.start : found.end] == surface


@pytest.mark.parametrize(("text", "iso"), MONTHS)
def test_months(text: str, iso: str) -> None:
    (found,) = find_dates(text)
    assert (found.value, found.precision) == (date.fromisoformat(iso), "month")


@pytest.mark.parametrize("text", UNKNOWN)
def test_placeholders_are_unknown(text: str) -> None:
    assert [found.value for found in find_dates(text)] == [None]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_invented(text: str) -> None:
    assert find_dates(text) == ()


def test_several_in_order() -> None:
    found = find_dates("Antagen 2004-02-25 (§ 73), reviderad den 9 november 2016 och 29/11 2017, gäller år 2018")
    assert [str(item.value) for item in found] == ["2004-02-25", "2016-11-09", "2017-11-29", "2018-01-01"]
    assert found[-1].precision == "year"


@given(st.dates(date(1970, 1, 1), date(2059, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    names = ["januari", "februari", "mars", "april", "maj", "juni"]
    names += ["juli", "augusti", "september", "oktober", "november", "december"]
    forms = [day.isoformat(), f"den {day.day} {names[day.month - 1]} {day.year}", f"{day.day}/{day.month} {day.year}",
             f"KF {day:%y%m%d} § 3", f"{day:%d-%m-%Y}"]  # fmt: skip
    for form in forms:
        assert [found.value for found in find_dates(form)] == [day], form


@given(st.text(alphabet="0123456789-/. :xX§kfKF", max_size=40))
def test_surface_is_the_text(text: str) -> None:
    end = 0
    for found in find_dates(text):
        assert found.start >= end
        assert text[found.start : found.end] == found.text
        end = found.end


def test_collation() -> None:
    words = ["öga", "zon", "ärlig", "åka", "Éva", "evig", "Änger", "ytter", "Überg", "apa"]
    assert sorted(words, key=collation_key) == [
        "apa", "Éva", "evig", "Überg", "ytter", "zon", "åka", "Änger", "ärlig", "öga",
    ]  # fmt: skip


def test_long_rows_of_dots_and_figures() -> None:
    for piece in (".", "_", "12, ", "1 ", "2019-", "x", " ", "den 1 "):
        assert [found.value for found in find_dates(piece * 5000 + " 2019-01-02")][-1:] == [date(2019, 1, 2)]


@given(
    st.lists(
        st.sampled_from(["den 17 maj 2021", "2019-01-02", "åååå-mm-dd", "xx maj 2024", "år 2020", "KF 231016 § 4"])
    )
)
def test_dates_in_a_long_text_are_those_of_its_parts(parts: list[str]) -> None:
    between = (
        " och sedan gick det en tid utan att någon skrev något alls om vad som hände i staden eller hos nämnderna, "
    )
    apart = [found.text for part in parts for found in find_dates(between + part + between)]
    assert [found.text for found in find_dates(between.join(["", *parts, ""]))] == apart
