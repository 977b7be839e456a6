"""The pages of a shared desk in a real browser: nothing for axe to find in light or dark, no scrolling sideways."""

import shutil
import threading
import time

import pytest

from styrdok.accounts.store import Accounts, accounts_beside

from .office import SECRET, shared
from .test_browser import RULES, browser, uvicorn, visit  # noqa: F401 - fixtures

pytestmark = pytest.mark.browser
PATHS = ("/", "/konton", "/logg", "/losenord", "/min-ko", "/arbete", "/rapport")


@pytest.fixture(scope="module")
def address(corpus_registry, tmp_path_factory):
    """A running shared desk on a copy of the corpus registry."""
    registry = shutil.copy(corpus_registry, tmp_path_factory.mktemp("office") / "styrdok.db")
    server = uvicorn.Server(uvicorn.Config(shared(registry), port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    with Accounts(accounts_beside(registry)) as accounts:
        assert accounts.everyone()


def signed_in(page, name):
    page.get_by_label("Namn").fill(name)
    page.get_by_label("Lösenord").fill(SECRET)
    page.get_by_role("button", name="Logga in").click()
    page.wait_for_url(lambda url: "/logga-in" not in url)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["Åsa Admin", "Leo Läsare"])
def test_axe_finds_nothing_at_a_shared_desk(visit, scheme, name):  # noqa: F811
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = visit("/logga-in", color_scheme=scheme, bypass_csp=True, viewport={"width": 320, "height": 800})
    found, wide = {}, {}
    for path in ("/logga-in", *PATHS):
        if path == PATHS[0]:
            signed_in(page, name)
        page.goto(path)
        wrong = axe.Axe().run(page, options=RULES).response["violations"]
        if wrong:
            found[path] = [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in wrong]
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[path] = width
    assert found == {}
    assert wide == {}
