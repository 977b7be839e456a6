import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from styrdok.extraction.themes.terms import taxonomy
from styrdok.extraction.themes.weigh import theme_hits, themes
from styrdok.models import Anchor, Block, Box, Page, Passage, Reading
from styrdok.vocabulary import BlockKind, PageStatus

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "themes.toml").read_text(encoding="utf-8"))["case"]
BOX = Box(0, 0, 100, 10)


def reading(*pieces: tuple[BlockKind, str]) -> tuple[Reading, tuple[Passage, ...]]:
    blocks, passages, at = [], [], 0
    for kind, text in pieces:
        end = at + len(text)
        blocks.append(Block(kind, 1, at, end, BOX, (), level=1 if kind is BlockKind.HEADING else 0))
        if kind is BlockKind.PARAGRAPH:
            passages.append(Passage(len(passages), at, end, "", Anchor(1, at, end, text)))
        at = end + 1
    text = "\n".join(text for _, text in pieces)
    page = Page(1, None, 595, 842, 0, len(text), PageStatus.TEXT)
    return Reading("0" * 64, text, (page,), tuple(blocks)), tuple(passages)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_sentences(case: dict) -> None:
    hits = theme_hits(case["text"])
    found = {theme for hit in hits for theme in hit.term.themes}
    assert set(case.get("must", [])) <= found
    assert not found & set(case.get("never", []))
    assert [hit.start for hit in hits] == sorted({hit.start for hit in hits})
    assert all(a.end <= b.start for a, b in pairwise(hits))


def test_every_theme_has_terms() -> None:
    rows = taxonomy().rows
    assert len(rows) == len({row.theme for row in rows}) == 39
    assert all(len(row.terms) >= 8 and row.label for row in rows)


def test_title_outweighs_text_and_evidence_is_the_passage() -> None:
    value, passages = reading(
        (BlockKind.HEADING, "Kemikalieplan"),
        (BlockKind.PARAGRAPH, "Nämnden följer upp arbetet varje år."),
        (BlockKind.PARAGRAPH, "Farliga kemikalier i miljön ska minska, och giftfria varor köpas."),
        (BlockKind.PARAGRAPH, "Personalen och cheferna deltar i rekryteringen av medarbetare."),
        (BlockKind.FOOTER, "Kulturskola bibliotek museum konst kulturarv"),
    )
    found = themes(value, passages)
    assert found[0].theme == "environment_chemicals"
    assert found[0].weight == 1.0
    assert found[0].evidence[0] == passages[1].anchor
    assert "culture" not in {theme.theme for theme in found}
    assert 1 <= len(found) <= 5
    assert [theme.weight for theme in found] == sorted((theme.weight for theme in found), reverse=True)


@pytest.mark.parametrize(
    ("aside", "listed"),
    [
        ("Bullret mäts. Buller stör. Buller dämpas.", False),
        ("Bullret mäts, luftkvaliteten följs och kemikalier byts ut.", True),
    ],
)
def test_what_is_said_in_passing_needs_several_words(aside: str, listed: bool) -> None:
    many = "Biblioteken, museerna, konsten, kulturskolan och kulturarvet vårdas. "
    value, passages = reading((BlockKind.HEADING, "Kulturplan"), (BlockKind.PARAGRAPH, many * 3 + aside))
    assert ("environment_chemicals" in {theme.theme for theme in themes(value, passages)}) is listed


def test_a_title_of_common_words_names_a_theme_too() -> None:
    text = "Många styrdokument gås igenom. Någonstans nämns ett museum, ett museum."
    named, passages = reading((BlockKind.PARAGRAPH, text))
    assert themes(named, passages, "Genomgång av styrdokument")[0].theme == "governance"
    assert themes(named, passages, "Genomgång av museer och styrdokument")[0].theme == "culture"


def test_nothing_said_no_theme() -> None:
    value, passages = reading((BlockKind.PARAGRAPH, "Det här är en text utan något ämne."))
    assert themes(value, passages) == ()
