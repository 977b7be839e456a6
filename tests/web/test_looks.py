"""How pages look at the two widths that people have: nothing breaks, is cut off, left over or squeezed."""

import pytest

from .test_browser import PHONE, address, boxes_of, browser, pair_of, visit  # noqa: F401 - fixtures

pytestmark = pytest.mark.browser

DESK = {"width": 1280, "height": 900}
BROKEN = """() => [...document.querySelectorAll('main a[href*="/s/"]')]
    .filter(a => a.offsetParent && a.getClientRects().length > 1).map(a => a.textContent)"""
CUT = """selector => [...document.querySelectorAll(selector)]
    .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"""


@pytest.mark.parametrize("viewport", [DESK, PHONE])
@pytest.mark.parametrize("path", ["/", "/behov", "/begrepp", "/kalender", "/ansvar"])
def test_a_page_number_stays_with_its_letter(visit, path, viewport):  # noqa: F811 - the fixture
    page = visit(path, viewport=viewport)
    assert page.locator('main a[href*="/s/"]').count()
    assert page.evaluate(BROKEN) == []


def test_no_tile_is_left_over(visit):  # noqa: F811
    page = visit("/rapport", viewport=DESK)
    assert len({box["top"] for box in boxes_of(page, ".choices > li")}) == 1


def test_on_a_phone_a_row_has_its_whole_width_for_the_names(visit):  # noqa: F811
    page = visit("/behov", viewport=PHONE)
    (card,) = boxes_of(page, ".card.todo")
    assert all(box["width"] > 0.85 * card["width"] for box in boxes_of(page, ".todo > li > .why"))
    rows = page.evaluate(
        """[...document.querySelectorAll('.todo > li')].filter(li => li.querySelector('.verdict'))
        .map(li => [li.querySelector('.what').getBoundingClientRect().bottom,
                    li.querySelector('.verdict').getBoundingClientRect().top])"""
    )
    assert rows
    assert all(name <= verdict + 1 for name, verdict in rows)


def test_on_a_phone_the_heads_of_the_heat_map_are_seen_and_its_themes_stay(visit):  # noqa: F811
    page = visit("/teman", viewport=PHONE)
    heads = boxes_of(page, ".heat thead th > span")
    assert all(head["height"] > 20 for head in heads)
    themes = boxes_of(page, ".heat th[scope=row]")
    page.evaluate("document.querySelector('.scroll-x').scrollLeft = 120")
    assert boxes_of(page, ".heat th[scope=row]")[0]["left"] == pytest.approx(themes[0]["left"], abs=1)
    assert max(theme["width"] for theme in themes) < 160


def test_the_names_of_the_map_are_not_cut_off(visit):  # noqa: F811
    page = visit("/karta/hela", viewport=DESK)
    assert page.locator(".arcmap li > a").count() > 15
    assert [name for name in page.evaluate(CUT, ".arcmap li > a") if len(name) < 80] == []


def test_days_in_a_ledger_stand_on_one_line(visit):  # noqa: F811
    page = visit("/kalender", viewport=DESK)
    heads = [box for box in boxes_of(page, ".ledger th[scope=row] .name") if box["width"]]
    assert heads
    assert max(box["height"] for box in heads) < 48


def test_on_a_phone_the_box_to_tick_stands_beside_the_name(visit):  # noqa: F811
    page = visit("/arbete", viewport=PHONE)
    boxes, names = boxes_of(page, ".work tbody input"), boxes_of(page, ".work tbody th")
    assert all(abs(box["top"] - name["top"]) < 12 for box, name in zip(boxes, names, strict=True))


def test_the_work_forms_line_up_and_stand_apart_from_the_list(visit):  # noqa: F811
    page = visit("/arbete", viewport=DESK)
    (table,), cards = boxes_of(page, "table.work"), boxes_of(page, "#lista .card")
    assert len(cards) == 2
    assert cards[0]["top"] - table["bottom"] >= 16
    field, button = boxes_of(page, "#w-comment"), boxes_of(page, "#w-action ~ button, .card button.main")
    assert field[0]["bottom"] == pytest.approx(button[0]["bottom"], abs=2)
