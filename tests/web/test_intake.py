"""Bringing files in the page: choosing, reading, what needs a person, reading again, replacing, removing, trying."""

import re
import shutil
import time

import pytest

from styrdok.registry.files import Seen
from styrdok.registry.store import Registry
from styrdok.web.errands import Errands
from styrdok.web.filed import file_key
from styrdok.web.incoming import Limits
from styrdok.web.views import intake as view
from tests.conftest import CORPUS

from .conftest import client_of

TWO = ("resepolicy.pdf", "personalpolicy.pdf")


@pytest.fixture
def empty(tmp_path):
    registry = tmp_path / "styrdok.db"
    with Registry.open(registry, create=True):
        pass
    with client_of(registry, reviewer="Test") as client:
        yield client
        client.app.state.desk.intake.errands.stop()


def token_of(client):
    return re.search(r'name="token" value="([^"]+)"', client.get("/las-in").text)[1]


def bring(client, *files, address="/las-in", token=None):
    fields = {"token": token_of(client) if token is None else token}
    return client.post(address, data=fields, files=[("filer", file) for file in files])


def corpus(*names):
    return [(name, (CORPUS / name).read_bytes()) for name in names]


def settled(client):
    """The page about files when nothing is being read any more."""
    for _ in range(600):
        if not client.app.state.desk.intake.errands.progress().running:
            return client.get("/las-in").text
        time.sleep(0.1)
    raise AssertionError("it never ended")


def kept(client):
    folder = client.app.state.desk.intake.folder
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def titles(client):
    return {document.file for document in client.app.state.desk.state().findings.by_title}


def test_an_empty_registry_begins_where_files_are_brought(empty):
    page = empty.get("/")
    assert page.url.path == "/las-in"
    assert "Välkommen" in page.text
    assert "Prova med en påhittad stad" in page.text


def test_files_that_are_brought_are_kept_beside_the_registry_read_and_shown(empty):
    bring(empty, *corpus(*TWO))
    page = settled(empty)
    assert "2 filer är klara." in page
    assert "Resepolicy för Ekhamns stad" in page
    assert kept(empty) == sorted(TWO)
    assert titles(empty) == set(TWO)
    one = next(iter(empty.app.state.desk.state().findings.by_title))
    assert empty.get(f"/d/{one.id}/s/1.png").headers["content-type"] == "image/png"
    assert empty.get("/").url.path == "/"


def test_what_cannot_be_read_says_why_and_what_to_do(empty):
    bring(empty, ("lista.pdf", b"this is no PDF"), ("tom.pdf", b""), ("program.exe", b"MZ"), *corpus(TWO[0]))
    page = settled(empty)
    assert "Filen är tom." in page
    assert "program.exe" in page
    assert "Inte en PDF-fil" in page
    assert "spara den som PDF" in page
    assert kept(empty) == ["lista.pdf", "resepolicy.pdf"]


def test_the_same_file_is_not_kept_twice_and_another_of_its_name_gets_a_number(empty):
    bring(empty, *corpus(TWO[0]))
    settled(empty)
    page = bring(empty, *corpus(TWO[0]), (TWO[0], (CORPUS / TWO[1]).read_bytes())).text
    assert "Fanns redan: resepolicy.pdf" in page
    settled(empty)
    assert kept(empty) == ["resepolicy (2).pdf", "resepolicy.pdf"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/plan.pdf", "plan.pdf"),
        ("C:\\hemligt\\plan.pdf", "plan.pdf"),
        ("...", "fil"),
        ('a"<b>|?*.pdf', "a_b_.pdf"),
        ("con.pdf", "_con.pdf"),
        ("\u202efdp.exe.pdf", "_fdp.exe.pdf"),
        (".dold.pdf", "dold.pdf"),
    ],
)
def test_names_are_made_safe(given, name):
    from styrdok.web.incoming import safe_name

    assert safe_name(given) == name


def test_a_long_name_is_cut_and_keeps_its_ending():
    from styrdok.web.incoming import safe_name

    name = safe_name("å" * 300 + ".pdf")
    assert name.endswith("å.pdf")
    assert len(name.encode()) <= 124


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        (Limits(file_bytes=1 << 20), "Större än 1 MB."),
        (Limits(total_bytes=1 << 20), "Mer än 1 MB på en gång."),
        (Limits(files=0), "Fler än 0 filer på en gång."),
    ],
    ids=["one too large", "all too large", "too many"],
)
def test_limits_are_told_and_nothing_is_half_kept(empty, monkeypatch, limits, why):
    monkeypatch.setattr(view, "LIMITS", limits)
    page = bring(empty, ("stor.pdf", b"%PDF-" + b"x" * (2 << 20))).text
    assert why in page
    assert kept(empty) == []


def test_a_full_disk_is_told_and_nothing_is_half_kept(empty, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(1, 1, 0))
    assert "Disken är full." in bring(empty, *corpus(TWO[0])).text
    assert kept(empty) == []


@pytest.mark.parametrize("given", ["", "wrong"])
def test_files_from_elsewhere_are_not_kept(empty, given):
    answer = bring(empty, *corpus(TWO[0]), token=given)
    assert answer.status_code == 400
    assert kept(empty) == []


def test_a_broken_transfer_keeps_nothing_of_the_broken_file(empty):
    head = b'--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n' + token_of(empty).encode()
    body = head + b'\r\n--x\r\nContent-Disposition: form-data; name="filer"; filename="a.pdf"\r\n\r\n%PDF-half'
    answer = empty.post("/las-in", content=body, headers={"content-type": "multipart/form-data; boundary=x"})
    assert answer.status_code == 400
    assert "bröts" in answer.text
    assert kept(empty) == []


def test_a_form_without_files_is_told(empty):
    assert empty.post("/las-in", data={"token": token_of(empty)}).status_code == 400


def address_of(client, name):
    page = client.get("/las-in").text
    return re.search(rf'href="(/las-in/fil/[0-9a-f]+)">{re.escape(name)}<', page)[1]


def test_a_file_is_exchanged_for_a_better_one(empty):
    bring(empty, ("plan.pdf", b"not yet a PDF"))
    assert "Behöver dig" in settled(empty)
    one = address_of(empty, "plan.pdf")
    assert "Byt fil" in empty.get(one).text
    bring(empty, *corpus(TWO[0]), address=f"{one}/byt")
    assert "Behöver dig" not in settled(empty)
    assert kept(empty) == ["plan.pdf"]
    assert titles(empty) == {"plan.pdf"}


def test_a_file_is_read_again_and_removed(empty):
    bring(empty, *corpus(*TWO))
    settled(empty)
    one = address_of(empty, TWO[0])
    empty.post(f"{one}/om", data={"token": token_of(empty)})
    assert "1 fil är klar." in settled(empty)
    empty.post(f"{one}/ta-bort", data={"token": token_of(empty)})
    assert kept(empty) == [TWO[1]]
    assert titles(empty) == {TWO[1]}
    assert empty.get(one).status_code == 404


def test_a_file_that_lies_elsewhere_is_forgotten_but_not_deleted(client):
    one = address_of(client, "resepolicy.pdf")
    assert "Byt fil" not in client.get(one).text
    client.post(f"{one}/ta-bort", data={"token": token_of(client)})
    assert (CORPUS / "resepolicy.pdf").exists()
    assert "resepolicy.pdf" not in titles(client)


def test_what_an_earlier_run_had_not_read_is_offered(empty):
    folder = empty.app.state.desk.intake.folder
    folder.mkdir()
    shutil.copy(CORPUS / TWO[0], folder)
    assert "1 fil är mottagen men inte läst." in empty.get("/las-in").text
    empty.post("/las-in/resten", data={"token": token_of(empty)})
    settled(empty)
    assert titles(empty) == {TWO[0]}


def test_the_events_end_when_the_reading_does(empty):
    bring(empty, *corpus(TWO[0]))
    events = empty.get("/las-in/handelser").text
    assert "event: lage" in events
    assert events.rstrip().endswith("event: klart\ndata:")


def test_a_reader_that_is_killed_is_told(tmp_path, monkeypatch):
    from styrdok.web import errands as module

    monkeypatch.setattr(module, "PROGRAM", ("false",))
    ended = []
    errands = Errands(tmp_path / "styrdok.db", ended=lambda: ended.append(1))
    errands.start((CORPUS / TWO[0],))
    for _ in range(100):
        if not errands.progress().running:
            break
        time.sleep(0.1)
    assert "avbröts" in errands.progress().problem
    assert ended


def test_an_errand_that_cannot_be_done_says_so(tmp_path):
    errands = Errands(tmp_path / "styrdok.db")
    errands.start((tmp_path / "borta.pdf",))
    for _ in range(600):
        if not errands.progress().running:
            break
        time.sleep(0.1)
    assert "borta.pdf" in errands.progress().problem


def test_reading_goes_on_in_turn_and_can_be_stopped(tmp_path):
    errands = Errands(tmp_path / "styrdok.db")
    errands.start(tuple(sorted(CORPUS.glob("*.pdf"))))
    errands.start((CORPUS / TWO[0],))
    errands.stop()
    for _ in range(600):
        if not errands.progress().running:
            break
        time.sleep(0.1)
    assert not errands.progress().running
    assert errands.progress().waiting


def test_trying_leaves_the_own_registry_alone(empty):
    empty.post("/prov", data={"token": token_of(empty)})
    page = settled(empty)
    assert "Avsluta provet" in page
    assert len(titles(empty)) > 20
    empty.post("/prov/avsluta", data={"token": token_of(empty)})
    assert titles(empty) == set()
    assert "Avsluta provet" not in empty.get("/las-in").text


def test_the_program_can_be_ended_from_the_page_where_there_is_no_terminal(empty):
    assert "Stäng styrdok" not in empty.get("/las-in").text
    closed = []
    empty.app.state.close = lambda: closed.append(1)
    assert "Stäng styrdok" in empty.get("/las-in").text
    empty.post("/avsluta", data={"token": token_of(empty)})
    assert closed


def test_bringing_is_not_as_on_a_date(client):
    assert client.get("/per/2022-01-01/las-in").status_code == 200
    assert client.post("/per/2022-01-01/las-in").status_code in (404, 405)


def test_why_a_file_could_not_be_read_is_said_as_it_was_noted(empty):
    place = empty.app.state.desk.workspace.path
    with Registry.open(place) as registry:
        seen = Seen(place.parent / "kraschar.pdf", "kraschar.pdf")
        registry.add_unreadable(seen, "processen som läste filen dog (SIGSEGV).")
    assert "Processen som läste filen dog (SIGSEGV). Läs om den" in empty.get("/las-in").text
    assert "SIGSEGV).." not in empty.get(f"/las-in/fil/{file_key(empty.app.state.desk.state().files[0])}").text
