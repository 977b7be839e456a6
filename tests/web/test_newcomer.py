"""A newcomer without a terminal, in a real browser: from nothing to a list of what was decided."""

import csv
import io
import re
import threading
import time
from contextlib import contextmanager
from datetime import date

import pytest

from styrdok.registry.store import Registry
from tests.conftest import CORPUS

from .office import SECRET, shared
from .test_browser import browser, pair_of, sync_api, visit  # noqa: F401 - fixtures

pytestmark = pytest.mark.browser

uvicorn = pytest.importorskip("uvicorn")
BROUGHT = sorted(CORPUS.glob("*.pdf"))[:22]


@pytest.fixture(scope="module")
def registry(tmp_path_factory):
    """A registry that holds nothing."""
    registry = tmp_path_factory.mktemp("newcomer") / "styrdok.db"
    with Registry.open(registry, create=True):
        pass
    return registry


@pytest.fixture(scope="module")
def address(registry):
    """A running server on it."""
    from styrdok.web.app import create_app

    with running(create_app(registry, reviewer="Ny")) as found:
        yield found


@contextmanager
def running(app):
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


DROP = """async (zone, files) => {
  const brought = new DataTransfer();
  for (const [name, data] of files)
    brought.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], name, {type: "application/pdf"}));
  for (const kind of ["dragenter", "dragover", "drop"])
    zone.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: brought}));
}"""


def dropped(page, paths):
    import base64

    files = [[path.name, base64.b64encode(path.read_bytes()).decode()] for path in paths]
    page.locator("[data-brought]").evaluate("(zone, files) => (" + DROP + ")(zone, files)", files)


def test_a_newcomer_gets_from_nothing_to_the_paper_and_a_colleague_sees_it(visit, registry):  # noqa: F811
    page = visit("/")
    assert "Välkommen" in page.locator("h1").inner_text()
    dropped(page, BROUGHT)
    page.locator("[data-running=ja]").wait_for()
    page.locator("[data-running=nej]").wait_for(timeout=120_000)
    sync_api.expect(page.get_by_role("status")).to_contain_text("22 filer är klara.", timeout=60_000)

    page.get_by_role("row", name=re.compile("kommunikationspolicy.pdf")).get_by_role("link", name="Rätta").click()
    ends = date.today().replace(month=6, day=16, year=date.today().year + 1)
    page.get_by_label("Beslutsdatum").first.fill("midsommar")
    page.get_by_label("Gäller till").first.fill(f"16 juni {ends.year}")
    page.get_by_role("button", name="Spara").click()
    assert "kan inte läsas som en dag" in page.locator("#f-adopted_on-fel").inner_text()
    assert page.locator("#f-valid_to").input_value() == f"16 juni {ends.year}"
    page.get_by_label("Beslutsdatum").first.fill("16 juni 2014")
    page.get_by_role("button", name="Spara").click()
    page.wait_for_url("**/las-in?rattat=2")

    page.goto("/dokument")
    page.get_by_label("Gäller till från").fill(str(ends.year))
    page.get_by_label("Gäller till till och med").fill(str(ends.year))
    page.wait_for_url("**galler_till=*")
    page.get_by_role("link", name="Kommunikationspolicy för Ekhamns stad", exact=True).wait_for()
    shown = page.locator("table.inventory tbody tr").count()
    assert 0 < shown < 22
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Hämta listan som CSV").click()
    rows = list(csv.reader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig")), delimiter=";"))
    assert len(rows) == shown + 1
    (found,) = (row for row in rows if row[0] == "Kommunikationspolicy för Ekhamns stad")
    assert "2014-06-16" in found
    assert ends.isoformat() in found

    page.goto("/overlapp")
    page.locator("table a.name").first.click()
    page.wait_for_url("**/par/**")
    for verdict in ("godtas", "avfärdas", "osäkert"):
        page.get_by_label("Kommentar").fill(f"därför {verdict}")
        page.get_by_role("button", name=verdict).click()
        page.wait_for_url("**klart=**")
        page.keyboard.press("j")
        page.wait_for_url(lambda url: "klart" not in url)
    page.goto("/bedomningar")
    said = page.locator("main").inner_text()
    assert all(f"därför {verdict}" in said for verdict in ("godtas", "avfärdas", "osäkert"))

    given = work_given_and_judged(page)
    paper_taken(page)
    with running(shared(registry)) as desk:
        a_colleague_sees(visit(f"{desk}/logga-in"), desk, given)


def work_given_and_judged(page):
    """Two documents are given to a colleague, one is judged; what the two are called."""
    page.goto("/arbete")
    given = [name.removeprefix("Välj ") for name in chosen(page, 2)]
    page.get_by_label("Handläggare").last.fill("Leo Läsare")
    page.get_by_role("button", name="Lämna till handläggaren").click()
    sync_api.expect(page.get_by_role("status").first).to_contain_text("Sparat för 2 dokument")
    chosen(page, 1)
    page.get_by_label("Vad ska göras?").select_option("revise")
    page.get_by_role("button", name="Spara bedömningen").click()
    sync_api.expect(page.get_by_role("status").first).to_contain_text("Sparat för 1 dokument")
    return given


def paper_taken(page):
    page.goto("/rapport")
    page.get_by_label("Avsändare").fill("Kommunledningskontoret")
    with page.expect_download(timeout=120_000) as waiting:
        page.get_by_role("button", name="Hämta som Word").click()
    assert "Kommunledningskontoret" in words_of(waiting.value.path())


def a_colleague_sees(colleague, desk, given):
    colleague.get_by_label("Namn").fill("Leo Läsare")
    colleague.get_by_label("Lösenord").fill(SECRET)
    colleague.get_by_role("button", name="Logga in").click()
    colleague.wait_for_url(f"{desk}/")
    colleague.get_by_text("Mer", exact=True).click()
    colleague.get_by_role("link", name="Min kö").click()
    colleague.wait_for_url("**/min-ko")
    mine = colleague.locator("main").inner_text()
    assert all(title in mine for title in given)
    colleague.goto(f"{desk}/bedomningar")
    assert "därför avfärdas" in colleague.locator("main").inner_text()


def chosen(page, count):
    """Tick the first boxes of the work; what they are called."""
    boxes = page.locator("table.work input[type=checkbox]")
    for number in range(count):
        boxes.nth(number).check()
    return [boxes.nth(number).get_attribute("aria-label") for number in range(count)]


def words_of(path):
    docx = pytest.importorskip("docx")
    word = docx.Document(str(path))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in word.paragraphs] + cells)
