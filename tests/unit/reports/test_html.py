"""The HTML report: everything is there, and nothing in a document can break out of it."""

from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from styrdok.engines.analyse import Analysis
from styrdok.findings import Need, Overlap, Place, Proposal, SharedPassage, Signal, Snapshot
from styrdok.language import Sentence
from styrdok.models import Mention, Reference, Resolution, Viewpoint
from styrdok.registry.files import FileRecord
from styrdok.reports.compose import compose
from styrdok.reports.html import as_html
from styrdok.vocabulary import (
    Action,
    FileStatus,
    Linked,
    MentionKind,
    NeedReason,
    ResolutionStatus,
    ReuseKind,
    SpeakerKind,
    Stance,
    ViewpointKind,
)
from tests.made import anchor, record

ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"


@pytest.fixture
def page():
    view = Viewpoint(
        ATTACK,
        SpeakerKind.PARTY,
        ("Hamnplan",),
        ViewpointKind.OVERLAP,
        Stance.NOT_STATED,
        anchor("Planerna överlappar.", 3),
    )
    mention = Mention(
        MentionKind.TITLE, 0, 8, "Kajplan", "Kajplan", anchor("Kajplan", 2), "rule", sentence="Se Kajplan."
    )
    snapshot = Snapshot(
        (record("d1", title="Hamnplan"), record("d2", title=ATTACK, viewpoints=(view,))),
        (Reference("d1", 0, mention, Resolution(ResolutionStatus.MISSING)),),
    )
    shared = SharedPassage(anchor("Kajen ska rustas.", 2), anchor(ATTACK, 4), 0.9, 120.0, ReuseKind.EDITED)
    signal = Signal("passages", 0.5, 0.4, Sentence("Dokumenten delar text."))
    overlap = Overlap("d1", "d2", 0.62, (signal,), (shared,), False, Linked.NONE)
    edition = Overlap("d1", "d2", 0.9, (signal,), (shared,), True, Linked.ONE_WAY)
    place = Place("d2", anchor("Planerna överlappar.", 3))
    need = Need(("d1", "d2"), NeedReason.ASSERTED, 0.9, Sentence("Någon ber om samordning."), (place,))
    proposal = Proposal(
        Action.COORDINATE,
        ("d1", "d2"),
        Sentence("Samma sak i båda."),
        (place,),
        (Sentence("Olika målgrupp."),),
        "att samordna",
    )
    files = (
        FileRecord("d1.pdf", Path("d1.pdf"), "d1", FileStatus.OK, pages=4),
        FileRecord("trasig.pdf", Path("trasig.pdf"), "x", FileStatus.QUARANTINED, "damaged", "Filen är avbruten."),
    )
    analysis = Analysis((edition, overlap), (need,), (proposal,))
    return as_html(compose(snapshot, files, analysis, date(2025, 3, 1)))


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.words = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data):
        self.words.append(data)


def parsed(page):
    parser = Tags()
    parser.feed(page)
    return parser.tags, " ".join(parser.words)


def test_everything_a_reviewer_needs_is_there(page):
    _, words = parsed(page)
    for expected in (
        "Läget per 2025-03-01",
        "0.62",
        "Dokumenten delar text.",
        "Någon ber om samordning.",
        "efterfrågas",
        "samordnas",
        "Olika målgrupp.",
        "att samordna",
        "Planerna överlappar.",
        "Kajplan",
        "saknas i registret",
        "trasig.pdf",
        "Filen är avbruten.",
        "2 utan beslutsdatum",
    ):
        assert expected in words, expected
    assert "Hamnplan, s. 2" in words


def test_editions_are_not_among_the_overlaps(page):
    overlaps, editions = page.split('id="overlapp"')[1].split('id="utgavor"')
    assert "0.90" not in overlaps
    assert "Annan utgåva" in editions


def test_attack_strings_stay_text(page):
    tags, words = parsed(page)
    assert "script" not in tags
    assert "img" not in tags
    assert ATTACK in words


def test_the_page_asks_nothing_of_the_network(page):
    assert "default-src 'none'" in page
    assert "http://" not in page
    assert "https://" not in page


def test_headings_and_tables_are_accessible(page):
    tags, _ = parsed(page)
    assert tags.count("h1") == 1
    assert tags.count("caption") == tags.count("table") > 4
    assert '<html lang="sv">' in page
