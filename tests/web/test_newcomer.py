"""A newcomer without a terminal, in a real browser: from nothing to a list of what was decided."""

import csv
import io
import re
import threading
import time
from datetime import date

import pytest

from styrdok.registry.store import Registry
from tests.conftest import CORPUS

from .test_browser import browser, pair_of, sync_api, visit  # noqa: F401 - fixtures

pytestmark = pytest.mark.browser

uvicorn = pytest.importorskip("uvicorn")
BROUGHT = sorted(CORPUS.glob("*.pdf"))[:22]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A running server on a registry that holds nothing."""
    from styrdok.web.app import create_app

    registry = tmp_path_factory.mktemp("newcomer") / "styrdok.db"
    with Registry.open(registry, create=True):
        pass
    config = uvicorn.Config(create_app(registry, reviewer="Ny"), port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
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


def test_a_newcomer_gets_from_nothing_to_a_list(visit):  # noqa: F811
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
