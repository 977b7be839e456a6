"""Pages whose look hangs on no document, held against small pictures of how they looked: layout, colours, marks.

Lines break otherwise in other fonts, so the pictures count where the words are as wide as when they were taken.
``STYRDOK_GOLDEN=write`` takes them anew; look at them before they are kept.
"""

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from .test_browser import address, browser, visit  # noqa: F401 - fixtures

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).parent / "golden"
SMALL = 96
MEAN, FAR, SHARE = 5.0, 48, 0.03
PROBE = "Hänvisningar mellan styrdokument 0123456789"
WIDTHS = {"--sans": 338.9, "--serif": 309.7}
MEASURE = """([probe, names]) => names.map(name => {
    const pen = document.createElement('canvas').getContext('2d')
    pen.font = `16px ${getComputedStyle(document.documentElement).getPropertyValue(name)}`
    return pen.measureText(probe).width
})"""
PAGES = {"fel": "/nope", "rapport": "/rapport"}


def small(picture):
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    return image.resize((SMALL, round(SMALL * image.height / image.width)), Image.Resampling.BOX)


def differs(one, other):
    """Why two small pictures are not alike, empty where they are."""
    if one.size != other.size:
        return f"{one.size} is not {other.size}"
    difference = ImageChops.difference(one, other).convert("L")
    mean = ImageStat.Stat(difference).mean[0]
    far = sum(difference.histogram()[FAR:]) / (one.width * one.height)
    return f"differs by {mean:.1f} on average, {far:.1%} of it by far" if mean > MEAN or far > SHARE else ""


def skip_with_other_fonts(page):
    found = page.evaluate(MEASURE, [PROBE, list(WIDTHS)])
    if any(abs(width - taken) > 1 for width, taken in zip(found, WIDTHS.values(), strict=True)):
        pytest.skip(f"the pictures were taken with fonts of other widths: {found}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(visit, name, width, scheme):  # noqa: F811 - the fixture
    page = visit(PAGES[name], viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    skip_with_other_fonts(page)
    kept, now = GOLDEN / f"{name}-{width}-{scheme}.png", small(page.screenshot())
    if os.environ.get("STYRDOK_GOLDEN") == "write":
        now.save(kept, optimize=True)
    assert not differs(Image.open(kept).convert("RGB"), now)


def test_what_looks_otherwise_is_seen(visit):  # noqa: F811 - the fixture
    page = visit(PAGES["rapport"], viewport={"width": 1280, "height": 800}, color_scheme="light")
    page.wait_for_load_state("networkidle")
    skip_with_other_fonts(page)
    kept = Image.open(GOLDEN / "rapport-1280-light.png").convert("RGB")
    assert differs(kept, Image.open(GOLDEN / "rapport-1280-dark.png").convert("RGB"))
    page.evaluate("document.querySelector('header').remove()")
    assert differs(kept, small(page.screenshot()))
    page.evaluate("for (const sheet of document.styleSheets) sheet.disabled = true")
    assert differs(kept, small(page.screenshot()))
