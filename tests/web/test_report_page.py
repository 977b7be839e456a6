"""The HTML report in a real browser: nothing for axe to find in light or dark, and no scrolling sideways on a phone."""

import os
import shutil
from datetime import date

import pytest

from styrdok.engines.analyse import analyse
from styrdok.judgements.acts import Act, ActKind, Subject
from styrdok.judgements.reviews import Review
from styrdok.registry.store import Registry
from styrdok.reports.compose import compose
from styrdok.reports.html import as_html
from styrdok.vocabulary import Freshness, Verdict

pytestmark = pytest.mark.browser

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = os.environ.get("STYRDOK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TODAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def file(corpus_registry, tmp_path_factory):
    """The report of the corpus with one judgement, as a file."""
    with Registry.open(corpus_registry, read_only=True) as registry:
        snapshot, files = registry.snapshot(), registry.files()
    analysis = analyse(snapshot, TODAY)
    pair = tuple(map(Subject, (analysis.overlaps[0].a, analysis.overlaps[0].b)))
    judged = Review(Act(ActKind.JUDGEMENT, "2025-01-01", "Anna", pair, verdict=Verdict.ACCEPT), Freshness.FRESH)
    path = tmp_path_factory.mktemp("report") / "rapport.html"
    path.write_text(as_html(compose(snapshot, files, analysis, TODAY, (judged,))), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM:
        pytest.skip("there is no Chromium (apt-get install chromium, or set STYRDOK_CHROMIUM)")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_report(browser, file, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = browser.new_page(color_scheme=scheme)
    page.goto(file.as_uri())
    found = axe.Axe().run(page, options=RULES).response["violations"]
    page.close()
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []


def test_the_report_reflows_on_a_phone(browser, file):
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(file.as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert wide <= 320
