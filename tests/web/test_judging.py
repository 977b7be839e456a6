"""Judging, undoing, correcting; several reviewers; what happens when a document changes."""

import io
import re
import shutil
from pathlib import Path

import pytest

from styrdok.engines.ingest import ingest
from styrdok.errors import RegistryNotWritable
from styrdok.judgements.acts import Opinion
from styrdok.registry.store import Registry
from styrdok.vocabulary import Verdict
from tests.cli.test_commands import run

from .conftest import client_of, token

CORPUS = Path(__file__).parents[2] / "corpus" / "pdf"


def judge(client, pair, verdict="accept", who="Anna Ek", **more):
    return client.post(f"{pair}/bedom", data={"token": token(client), "verdict": verdict, "who": who, **more})


def shown(page):
    """The verdicts beside the form; each has a sign and a word."""
    state = re.search(r'<div class="state">(.*?)</div>', page, re.S)[1]
    return re.findall(r'<use href="/static/icons.svg#\w+"/></svg>([^<]+)</span>', state)


def acts(client):
    return client.app.state.desk.state().acts


def test_a_verdict_is_kept_with_name_reason_comment_and_evidence(client, pair):
    answer = judge(client, pair, reason="coordinate", comment="Enligt remissen")
    assert answer.status_code == 200
    assert "Bedömningen är sparad" in answer.text
    assert shown(answer.text) == ["godtas"]
    (act,) = acts(client)
    assert (act.who, act.verdict, act.reason, act.comment) == (
        "Anna Ek",
        Verdict.ACCEPT,
        "coordinate",
        "Enligt remissen",
    )
    assert {quote.document for quote in act.evidence} >= set(act.documents)
    assert 'value="Anna Ek"' in client.get(pair).text
    assert "Enligt remissen" in client.get("/bedomningar").text


def test_undo_is_a_new_row_and_the_history_keeps_both(client, pair):
    judge(client, pair)
    form = {"token": token(client), "act": acts(client)[0].id, "back": pair}
    assert client.post("/angra", data=form).url.path == pair
    assert [act.kind for act in acts(client)] == ["judgement", "undo"]
    assert "ej bedömd" in client.get(pair).text
    assert "(ångrad)" in client.get(pair).text


def test_two_reviewers_agree_and_differ(client, pair):
    other = client.app.state.desk.state().findings.analysis.overlaps[0]
    judge(client, pair, who="Anna")
    judge(client, pair, "dismiss", who="Bo")
    judge(client, f"/par/{other.a}/{other.b}", who="Anna")
    judge(client, f"/par/{other.a}/{other.b}", who="Bo")
    text = client.get("/bedomningar").text
    assert "Bedömda olika (1)" in text
    assert "50 %" in text
    page = client.get(pair).text
    assert shown(page) == ["godtas", "avfärdas"]


@pytest.mark.parametrize("form", [{"verdict": "maybe"}, {"verdict": "accept", "reason": "burn"}, {"verdict": ""}])
def test_unknown_verdicts_are_told_and_not_kept(client, pair, form):
    assert judge(client, pair, **form).status_code == 400
    assert acts(client) == ()


def test_a_proposal_is_judged(client):
    proposal = client.app.state.desk.state().findings.analysis.proposals[0]
    form = {"token": token(client), "documents": " ".join(proposal.documents), "action": proposal.action}
    answer = client.post("/forslag/bedom", data={**form, "verdict": "unsure", "comment": "Fråga HR", "who": "Anna"})
    assert "Fråga HR" in answer.text
    assert acts(client)[0].action is proposal.action
    assert client.post("/forslag/bedom", data={**form, "action": "burn", "verdict": "accept"}).status_code == 400


def test_a_correction_stands_beside_what_was_read_and_is_undone(client, ids):
    one = f"/d/{ids['personalpolicy.pdf']}"
    form = {"token": token(client), "responsible": "HR-chefen", "innan.responsible": "", "who": "Anna"}
    text = client.post(f"{one}/ratta", data=form).text
    assert "HR-chefen" in text
    assert "rättad av Anna" in text
    client.post("/angra", data={"token": token(client), "act": acts(client)[0].id, "back": one})
    assert "rättad av Anna" not in client.get(one).text


def test_the_report_tells_what_was_judged_with_quotes_and_pages(client, pair):
    docx = pytest.importorskip("docx")
    judge(client, pair, comment="Samordna enligt remissen")
    word = docx.Document(io.BytesIO(client.get("/rapport.docx").content))
    rows = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    (judged,) = (cells for cells in rows if "Samordna enligt remissen" in cells)
    assert "Anna Ek" in judged
    quotes = dict(p.text.split("\t", 1) for p in word.paragraphs if p.style.name == "Quote")
    shown = [quotes[number] for number in re.findall(r"\d+", judged[-1])]
    assert shown
    assert all(re.search(r"\(.+, s\. \d+\)$", quote) for quote in shown)


def test_changed_evidence_is_stale_with_both_quotes_and_unchanged_stays(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("resepolicy.pdf", "riktlinjer-tjansteresor-fordon.pdf", "vision-2035.pdf"):
        shutil.copy(CORPUS / name, folder)
    registry = tmp_path / "styrdok.db"
    ingest([folder], registry, jobs=1)
    with client_of(registry) as client:
        found = client.app.state.desk.state().findings
        files = {document.file: document.id for document in found.by_title}
        kept = sorted((files["vision-2035.pdf"], files["resepolicy.pdf"]))
        changed = sorted((files["riktlinjer-tjansteresor-fordon.pdf"], files["resepolicy.pdf"]))
        for pair in (kept, changed):
            judge(client, f"/par/{pair[0]}/{pair[1]}", comment="före ändringen")
        shutil.copy(CORPUS / "kommunikationspolicy.pdf", folder / "riktlinjer-tjansteresor-fordon.pdf")
        ingest([folder], registry, jobs=1)
        text = client.get("/bedomningar").text
        assert "Att se över igen (1)" in text
        assert "belägget har ändrats" in text
        assert "Då, s. " in text
        assert text.count("före ändringen") >= 2
        (folder / "riktlinjer-tjansteresor-fordon.pdf").unlink()
        with Registry.open(registry) as opened:
            opened.remove(next(d.id for d in opened.documents() if d.file == "riktlinjer-tjansteresor-fordon.pdf"))
        assert "dokumentet är borta" in client.get("/bedomningar").text
        assert len(acts(client)) == 2


def test_a_verdict_keeps_the_same_evidence_by_whichever_door_it_comes_in(client, pair, registry, tmp_path):
    """The page, the command line and the filled-in workbook."""
    openpyxl = pytest.importorskip("openpyxl")
    judge(client, pair, who="Web")
    first, second = pair.split("/")[2:]
    book, filled = tmp_path / "out.xlsx", tmp_path / "in.xlsx"
    assert run("judge", first, second, "accept", "--who", "Terminal", registry=registry).returncode == 0
    assert run("report", "--out", book, registry=registry).returncode == 0
    form = openpyxl.load_workbook(book)
    for row in form["Bedöm"].iter_rows(min_row=2):
        if row[0].value:
            row[5].value, row[8].value = "avfärdas", "Excel"
    form.save(filled)
    assert run("judgements", "import", filled, "--who", "Excel", registry=registry).returncode == 0
    kept = {act.who: act.evidence for act in acts(client) if set(act.documents) == {first, second}}
    assert kept["Web"] == kept["Terminal"] == kept["Excel"] != ()
    elsewhere = [act for act in acts(client) if act.who == "Excel" and act.documents != (first, second)]
    found = client.app.state.desk.state().findings
    shown = {pair: bool(one.evidence or found.needs_of(*pair)) for pair, one in found.overlaps.items()}
    assert elsewhere
    assert all(bool(act.evidence) == shown[act.documents] for act in elsewhere)


def test_many_judgements_one_after_another_show_as_if_they_were_read_at_once(client, pair):
    """Each is put to what is known; a page that reads all of them anew must say the same."""
    other = "/par/" + "/".join(sorted(one.id for one in client.app.state.desk.state().findings.by_title[:2]))
    for verdict, where, who in [
        ("accept", pair, "Anna"),
        ("dismiss", pair, "Bo"),
        ("unsure", other, "Anna"),
        ("dismiss", pair, "Anna"),
    ]:
        judge(client, where, verdict, who)
    form = {"token": token(client), "act": acts(client)[1].id, "back": pair}
    client.post("/angra", data=form)
    judge(client, other, "accept", "Anna")
    with client_of(client.app.state.desk.workspace.path) as anew:
        told = [one.get(place).text for one in (client, anew) for place in (pair, other)]
        assert [shown(page) for page in told[:2]] == [shown(page) for page in told[2:]]
        known, read = (one.app.state.desk.state() for one in (client, anew))
    assert (known.acts, known.reviews, known.reviews_by_pair) == (read.acts, read.reviews, read.reviews_by_pair)


def test_the_registry_is_read_once_after_a_verdict(client):
    desk = client.app.state.desk
    top = desk.state().findings.analysis.overlaps[0]
    desk.workspace.change(lambda registry: registry.judge([top.a, top.b], Opinion(Verdict.ACCEPT), "Anna"))
    state = desk.state()
    assert len(state.acts) == 1
    assert desk.state() is state


def test_needs_of_a_pair_are_those_that_concern_both(reader):
    found = reader.app.state.desk.state().findings
    for pair in [*found.overlaps, ("d0", found.by_title[0].id)]:
        assert found.needs_of(*pair) == tuple(n for n in found.analysis.needs if set(pair) <= set(n.documents))


def test_what_a_verdict_rests_on_is_the_same_as_on_the_command_line(client, pair):
    found = client.app.state.desk.state().findings
    for one in list(found.overlaps)[:20]:
        assert found.evidence_for(one) == found.analysis.evidence_for(*one)


def test_what_was_typed_stands_on_the_page_that_says_why_it_was_not_saved(client, pair, monkeypatch):
    def full(*_):
        raise RegistryNotWritable("Disken är full.", "Skaffa utrymme.")

    monkeypatch.setattr(Registry, "judge", full)
    answer = judge(client, pair, comment="Se <s. 3>")
    assert (answer.status_code, acts(client)) == (503, ())
    assert re.search(r'<textarea id="skrivet"[^>]*>Se &lt;s. 3&gt;</textarea>', answer.text)


def test_a_judgement_of_a_document_that_was_removed_meanwhile_keeps_its_words(client, pair):
    address, form = f"{pair}/bedom", {"token": token(client), "verdict": "accept", "who": "Eva", "comment": "Enligt PM"}
    client.post(address, data=form)
    with Registry.open(client.app.state.desk.workspace.path) as registry:
        registry.remove(pair.split("/")[2])
    answer = client.post(address, data=form | {"comment": "Också detta"})
    assert (answer.status_code, "Också detta" in answer.text) == (404, True)
    assert "dokumentet är borta" in client.get("/bedomningar").text
    assert "Enligt PM" in client.get("/bedomningar").text


def test_a_log_that_another_connection_takes_away_stops_nobody(client, monkeypatch):
    real = Path.stat

    def gone(place, *args, **more):
        if place.name.endswith("-wal"):
            raise FileNotFoundError(place)
        return real(place, *args, **more)

    monkeypatch.setattr(Path, "exists", lambda place, **more: True)
    monkeypatch.setattr(Path, "stat", gone)
    client.app.state.desk.workspace.forget()
    assert client.get("/overlapp").status_code == 200
