"""In a real browser: the story of a newcomer, the keys, accessibility in light and dark, reflow, no script needed."""

import os
import re
import shutil
import threading
import time

import pytest

pytestmark = pytest.mark.browser

uvicorn = pytest.importorskip("uvicorn", reason="the extra 'web' is not installed")
sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = os.environ.get("STYRDOK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FLAGS = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader"]
PAIR = re.compile("kvalitetsprogram.* × .*Personalpolicy")


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM:
        pytest.skip("there is no Chromium (apt-get install chromium, or set STYRDOK_CHROMIUM)")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def address(corpus_registry, tmp_path_factory):
    """A running server on a copy of the corpus registry."""
    from styrdok.web.app import create_app

    registry = shutil.copy(corpus_registry, tmp_path_factory.mktemp("desk") / "styrdok.db")
    config = uvicorn.Config(create_app(registry, reviewer="Test"), port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture
def visit(browser, address):
    """Opens pages in new contexts and closes them all at the end."""
    contexts = []

    def opened(path="/", **options):
        context = browser.new_context(base_url=address, **options)
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


def pair_of(page):
    page.goto("/")
    page.get_by_role("link", name=PAIR).first.click()
    page.wait_for_url("**/par/**")
    return page


def boxes_of(page, selector):
    return page.eval_on_selector_all(selector, "found => found.map(e => e.getBoundingClientRect().toJSON())")


def test_a_newcomer_finds_why_sees_both_passages_accepts_and_takes_the_report(visit, tmp_path):
    docx = pytest.importorskip("docx")
    page = pair_of(visit())
    asked = page.locator("#begart")
    asked.locator("summary").click()
    assert "samordnas" in asked.inner_text()
    drawn = boxes_of(page, "svg.page")
    marked = boxes_of(page, "svg.page .chosen rect")
    assert len(drawn) == 2
    for sheet in drawn:
        assert any(
            sheet["left"] <= m["left"] and m["right"] <= sheet["right"] and sheet["top"] <= m["top"] <= sheet["bottom"]
            for m in marked
        )
    assert page.evaluate("[...document.querySelectorAll('svg.page image')].length") == 2
    page.get_by_label("Kommentar").fill("Samordna enligt remissvaren")
    page.get_by_label("Ditt namn").fill("Nya Granskaren")
    page.get_by_role("button", name="godtas").click()
    sync_api.expect(page.get_by_role("status")).to_contain_text("sparad", timeout=60_000)
    page.get_by_role("link", name="Hämta rapporten").click()
    with page.expect_download(timeout=120_000) as waiting:
        page.get_by_role("link", name="Word").click()
    waiting.value.save_as(tmp_path / "r.docx")
    word = docx.Document(str(tmp_path / "r.docx"))
    judged = next(table for table in word.tables if table.cell(0, 1).text == "Bedömning")
    text = "\n".join(cell.text for row in judged.rows for cell in row.cells)
    assert "Samordna enligt remissvaren" in text
    assert "Nya Granskaren" in text
    quotes = [p.text for p in word.paragraphs if p.style.name == "Quote"]
    assert any("kvalitetsprogram" in quote and ", s. " in quote for quote in quotes)


def test_the_page_pictures_are_there_and_the_frames_lie_on_dark_words(visit):
    page = pair_of(visit())
    page.wait_for_load_state("networkidle")
    picture = page.locator("svg.page").first
    frame = page.locator("svg.page .chosen rect").first
    picture.scroll_into_view_if_needed()
    frame.scroll_into_view_if_needed()
    inside = frame.screenshot()
    assert len(set(inside)) > 50


def test_the_keys_judge_undo_and_move(visit):
    page = pair_of(visit())
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("k")
    page.wait_for_url(first)
    page.keyboard.press("c")
    page.keyboard.type("a d u z")
    assert page.evaluate("document.activeElement.id") == "comment"
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page.wait_for_url("**klart=**")
    assert "avfärdas" in page.locator("#historik .log").inner_text()
    page.keyboard.press("z")
    page.locator("#historik .log .undone").first.wait_for()
    assert "(ångrad)" in page.locator("#historik .log").inner_text()


def test_the_keys_can_be_turned_off(visit):
    page = pair_of(visit())
    page.get_by_label("Snabbtangenter").uncheck()
    page.locator(".docname").first.click(position={"x": 2, "y": 2})
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("d")
    assert "klart" not in page.url
    assert not page.get_by_label("Snabbtangenter").is_checked()


def test_everything_works_without_script(visit):
    page = pair_of(visit(java_script_enabled=False))
    page.get_by_role("button", name="osäkert").click()
    sync_api.expect(page.get_by_role("status")).to_contain_text("sparad", timeout=60_000)
    page.goto("/dokument")
    page.get_by_label("Dokumenttyp").select_option("policy")
    page.get_by_role("button", name="Visa").click()
    assert "typ=policy" in page.url


def paths(page):
    """One address of every kind of page."""
    pair = pair_of(page).url
    page.locator(".docname a").first.click()
    one = page.url
    page.locator("aside .facts a").first.click()
    own = page.url
    page.goto("/remiss")
    page.locator("ol.todo a.what").first.click()
    held = page.url
    found = ["/", "/dokument", "/overlapp", "/behov", "/forslag", "/teman", "/karta", "/karta/hela", "/sok?q=ledarskap"]
    found += ["/las-in", "/stavningar", "/dokument?typ=policy", f"{one}/ratta"]
    return [
        *found,
        "/sok",
        "/per/2022-06-01/",
        "/bedomningar",
        "/rapport",
        "/nope",
        pair,
        one,
        own,
        "/remiss",
        held,
        "/arbete",
        "/min-ko",
        "/ansvar",
        "/begrepp",
        "/mal",
        "/kalender",
        "/styrkedjan",
        "/karta/fragor",
        "/karta/fragor?fraga=unreachable",
        "/lagar",
        f"{own}/foljder",
        f"/arbete/foljder?dokument={own.rpartition('/d/')[2]}",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = visit(color_scheme=scheme, bypass_csp=True)
    found = {}
    for path in paths(page):
        page.goto(path)
        wrong = axe.Axe().run(page, options=RULES).response["violations"]
        if wrong:
            found[path] = [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in wrong]
    assert found == {}


def test_pages_reflow_at_320_pixels(visit):
    page = visit(viewport={"width": 320, "height": 800})
    wide = {}
    for path in paths(page):
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[path] = width
    assert wide == {}


def test_a_keyboard_alone_reaches_the_verdict_and_focus_is_always_seen(visit):
    page = pair_of(visit(reduced_motion="reduce"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
            return {name: e.value || e.textContent || "", seen: s.outlineStyle !== "none" || s.outlineWidth !== "0px",
            shown: r.bottom > 0 && r.top < innerHeight, body: e === document.body}; }"""
        )
        if state["body"]:
            break
        assert state["seen"], state
        assert state["shown"], state
        reached.add(state["name"].strip())
    assert {"accept", "dismiss", "unsure"} <= reached


def test_pointing_at_a_document_of_the_map_shows_what_it_is_tied_to(visit):
    page = visit("/karta/hela")
    page.locator(".city [data-node] a", has_text="Personalpolicy").first.focus()
    lit = page.locator(".city .arc.lit")
    assert 0 < lit.count() < page.locator(".city .arc").count()
    page.keyboard.press("Enter")
    page.wait_for_url("**/d/*")
    assert "Personalpolicy" in page.locator("h1").inner_text()


def test_a_large_registry_is_drawn_by_sigma(visit, monkeypatch):
    from styrdok.web.views import city

    monkeypatch.setattr(city, "MOST_DRAWN", 10)
    page = visit("/karta/hela")
    page.locator("#explorer[data-ready=yes]").wait_for()
    assert page.locator("#explorer canvas").count() > 3
    page.get_by_label("Sök dokument").fill("personalpolicy")
    page.get_by_role("button", name="Zooma in").click()
    page.locator("#explorer").hover(position={"x": 60, "y": 60})
    assert len(set(page.locator("#explorer").screenshot())) > 50
    assert page.locator("#explorer-problem").is_hidden()


def test_without_webgl_the_table_is_pointed_at(visit, monkeypatch):
    from styrdok.web.views import city

    monkeypatch.setattr(city, "MOST_DRAWN", 10)
    page = visit("/")
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto("/karta/hela")
    page.locator("#explorer-problem").wait_for()
    assert page.locator("tbody tr").count() > 10


def test_lists_follow_their_filters_and_the_address_follows_the_list(visit):
    page = visit("/dokument")
    page.get_by_label("Dokumenttyp").focus()
    page.get_by_label("Dokumenttyp").select_option("policy")
    page.wait_for_url("**/dokument?*typ=policy*")
    assert "=&" not in page.url
    assert page.evaluate("document.activeElement.id") == "f-typ"
    shown = page.get_by_role("status").first.inner_text()
    page.get_by_label("Ord i titeln").press_sequentially("rese", delay=40)
    page.wait_for_url(lambda url: "titel=rese" in url)
    assert page.get_by_label("Ord i titeln").input_value() == "rese"
    page.get_by_text("Resepolicy för Ekhamns stad").wait_for()
    assert page.get_by_role("status").first.inner_text() != shown
    assert "titel=rese" in page.locator('.per [name="sida"]').input_value()
    page.go_back()
    page.wait_for_url(lambda url: "titel=" not in url)
    assert "policy" in page.get_by_label("Dokumenttyp").input_value()


PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 800}, PHONE])
def test_a_pair_shows_its_passages_and_the_verdict_on_the_first_screen(visit, viewport):
    page = pair_of(visit(viewport=viewport))
    page.evaluate("scrollTo(0, 0)")
    (header,) = boxes_of(page, "header.top")
    assert header["height"] <= 64
    assert boxes_of(page, ".passage")[0]["top"] < 0.75 * viewport["height"]
    (bar,) = boxes_of(page, "#bedom")
    assert bar["bottom"] <= viewport["height"] + 1
    assert bar["height"] <= 100
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    assert boxes_of(page, "#bedom")[0]["bottom"] <= viewport["height"] + 1


def test_no_list_is_longer_than_a_reader_scrolls(visit):
    page = visit(viewport=PHONE)
    long = {}
    for path in ("/", "/dokument", "/overlapp", "/behov", "/forslag", "/teman", "/karta/hela", "/sok?q=ledarskap"):
        page.goto(path)
        height = page.evaluate("document.documentElement.scrollHeight")
        if height > 6000:
            long[path] = height
    assert long == {}


def test_the_documents_words_are_in_serif_and_the_tools_are_not(visit):
    page = pair_of(visit())
    fonts = page.eval_on_selector_all(".said, q, blockquote", "found => found.map(e => getComputedStyle(e).fontFamily)")
    assert fonts
    assert all("Georgia" in font for font in fonts)
    assert "Georgia" not in page.eval_on_selector(".rail", "e => getComputedStyle(e).fontFamily")


def test_a_long_name_beside_a_pair_breaks_its_line(visit):
    page = pair_of(visit())
    wide = """rail => {
        const names = rail.querySelectorAll('li > a > span:last-child')
        for (const said of names) said.prepend('Landsbygdsutvecklingsförvaltningen ')
        return rail.scrollWidth - rail.clientWidth
    }"""
    assert page.eval_on_selector(".rail", wide) <= 0


def test_the_filters_of_a_phone_stay_open_while_they_are_used(visit):
    page = visit("/dokument", viewport=PHONE)
    page.get_by_text("Filtrera").click()
    page.get_by_label("Dokumenttyp").select_option("policy")
    page.wait_for_url("**typ=policy**")
    assert page.get_by_label("Dokumenttyp").is_visible()
