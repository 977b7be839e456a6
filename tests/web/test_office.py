"""A desk that an office shares: signing in, roles, names from accounts, sessions that end, and nothing lost."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from starlette.requests import Request

from styrdok.vocabulary import AccountEvent, Role
from styrdok.web.office.door import Proxy
from styrdok.web.office.presence import PRESENT, Presence
from styrdok.web.office.rights import needed
from styrdok.web.office.throttle import WINDOW, Throttle

from .office import SECRET, browser_of, cheap_hashing, shared, signed_in, token


@pytest.fixture(autouse=True)
def _cheap(monkeypatch):
    cheap_hashing(monkeypatch)


@pytest.fixture
def app(registry):
    made = shared(registry)
    yield made
    made.state.desk.office.accounts.close()


@pytest.fixture
def accounts(app):
    return app.state.desk.office.accounts


def verdict(client, **fields):
    return {"verdict": "accept", "comment": "x", "token": token(client), **fields}


# ------------------------------------------------------------ the door


@pytest.mark.parametrize(
    "path", ["/", "/dokument", "/overlapp.csv", "/rapport.docx", "/konton", "/logg", "/per/2020-01-01/"]
)
def test_nobody_sees_anything_without_an_account(app, path):
    answer = browser_of(app).get(path)
    assert answer.url.path == "/logga-in"
    assert "Personalpolicy" not in answer.text


def test_pictures_are_not_shown_either(app, ids):
    answer = browser_of(app).get(f"/d/{ids['personalpolicy.pdf']}/s/1.png")
    assert "image" not in answer.headers["content-type"]


def test_after_signing_in_one_is_where_one_wanted_to_go(app):
    client = browser_of(app)
    asked = client.get("/overlapp?bedomning=open")
    till = unescape(re.search(r'name="till" value="([^"]+)"', asked.text)[1])
    answer = client.post("/logga-in", data={"namn": "Leo Läsare", "losenord": SECRET, "till": till})
    assert str(answer.url).endswith("/overlapp?bedomning=open")


@pytest.mark.parametrize("till", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_signing_in_leads_nowhere_else(app, till):
    client = browser_of(app)
    client.follow_redirects = False
    answer = client.post("/logga-in", data={"namn": "Leo Läsare", "losenord": SECRET, "till": till})
    assert answer.headers["location"] == "/"


def test_a_part_of_a_page_asks_for_the_whole_page_to_sign_in(app):
    answer = browser_of(app).get("/dokument", headers={"hx-request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/logga-in")


def test_the_cookie_is_out_of_reach_of_scripts_and_of_unencrypted_pages(registry):
    client = browser_of(shared(registry, encrypted=True))
    client.follow_redirects = False
    answer = client.post("/logga-in", data={"namn": "Leo Läsare", "losenord": SECRET})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-styrdok=")
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "max-age" in answer.headers["strict-transport-security"]


def test_a_cookie_that_was_made_up_lets_nobody_in(app):
    client = browser_of(app)
    client.cookies.set("styrdok", "x" * 43)
    assert client.get("/").url.path == "/logga-in"


def test_leaving_ends_the_session_also_for_a_copied_cookie(app):
    client = signed_in(app, "Leo Läsare")
    held = client.cookies["styrdok"]
    client.post("/logga-ut", data={"token": token(client)})
    client.cookies.set("styrdok", held)
    assert client.get("/").url.path == "/logga-in"


def test_guessing_is_slowed_down_and_told(app, accounts):
    client = browser_of(app)
    for _ in range(5):
        assert client.post("/logga-in", data={"namn": "Leo Läsare", "losenord": "gissning"}).status_code == 401
    answer = client.post("/logga-in", data={"namn": "Leo Läsare", "losenord": SECRET})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert "Vänta" in answer.text
    assert [event.kind for event in accounts.events()].count(AccountEvent.REFUSED) == 5
    assert signed_in(app, "Gun Granskare")


def test_the_same_is_said_of_a_wrong_name_and_a_wrong_password(app):
    client = browser_of(app)
    one = client.post("/logga-in", data={"namn": "Ingen", "losenord": SECRET}).text
    other = client.post("/logga-in", data={"namn": "Ingen", "losenord": "fel"}).text
    assert one == other


# ------------------------------------------------------------ roles


@pytest.mark.parametrize(
    ("method", "path", "least"),
    [
        ("GET", "/", Role.READER),
        ("POST", "/logga-ut", Role.READER),
        ("POST", "/par/a/b/bedom", Role.REVIEWER),
        ("POST", "/per/2024-01-01/par/a/b/bedom", Role.REVIEWER),
        ("POST", "/las-in", Role.REVIEWER),
        ("POST", "/las-in/fil/x/ta-bort", Role.ADMINISTRATOR),
        ("POST", "/per/2024-01-01/las-in/fil/x/byt", Role.ADMINISTRATOR),
        ("GET", "/konton", Role.ADMINISTRATOR),
        ("GET", "/logg.csv", Role.ADMINISTRATOR),
        ("POST", "/prov", None),
        ("POST", "/avsluta", None),
        ("POST", "/what-comes-later", Role.REVIEWER),
    ],
)
def test_each_thing_has_a_least_role(method, path, least):
    assert needed(method, path) is least


def test_a_reader_looks_but_does_not_judge_and_is_told(app, pair):
    client = signed_in(app, "Leo Läsare")
    page = client.get(pair)
    assert 'name="verdict"' not in page.text
    answer = client.post(f"{pair}/bedom", data=verdict(client, comment="mina tankar"))
    assert answer.status_code == 403
    assert "läsare" in answer.text
    assert "mina tankar" in answer.text
    assert app.state.desk.state().acts == ()


@pytest.mark.parametrize("path", ["/konton", "/logg", "/logg.csv"])
def test_what_is_the_administrators_is_theirs(app, path):
    assert signed_in(app, "Gun Granskare").get(path).status_code == 403
    assert signed_in(app, "Åsa Admin").get(path).status_code == 200


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8710/static/?", "127.0.0.1/logga-in#", "127.0.0.1\\\\static", "a@127.0.0.1"]
)
def test_a_host_that_is_more_than_a_host_opens_nothing(app, host):
    answer = browser_of(app).get("/dokument", headers={"host": host})
    assert answer.status_code == 400, answer.text[:200]


@pytest.mark.parametrize("ending", ["%0A", "%0A%0A", "%0Ax"])
def test_a_line_break_in_the_address_opens_nothing(app, accounts, ending):
    client = signed_in(app, "Gun Granskare")
    form = {"namn": "Gun Granskare", "roll": "administrator", "vad": "roll", "token": token(client)}
    for path in ("/konton/andra", "/konton", "/avsluta", "/prov"):
        assert client.post(path + ending, data=form).status_code in (403, 404), path
    for path in ("/konton", "/logg", "/logg.csv"):
        assert client.get(path + ending).status_code in (403, 404), path
    assert accounts.find("Gun Granskare").role is Role.REVIEWER


def test_the_demo_cannot_take_the_desk_from_everybody(app):
    client = signed_in(app, "Åsa Admin")
    assert client.post("/prov", data={"token": token(client)}).status_code == 403
    assert app.state.desk.home is None


# ------------------------------------------------------------ names and forms


def test_names_come_from_the_account_whatever_the_form_says(app, pair):
    client = signed_in(app, "Gun Granskare")
    page = client.get(pair).text
    assert "Ditt namn" not in page
    assert client.post(f"{pair}/bedom", data=verdict(client, who="Chefen")).status_code == 200
    (act,) = app.state.desk.state().acts
    assert act.who == "Gun Granskare"


def test_two_who_judge_at_once_are_both_kept(app, pair):
    one, other = signed_in(app, "Gun Granskare"), signed_in(app, "Åsa Admin")
    forms = [verdict(one, comment="ja"), verdict(other, verdict="dismiss", comment="nej")]
    for client, form in zip((one, other), forms, strict=True):
        assert client.post(f"{pair}/bedom", data=form).status_code == 200
    assert [(act.who, str(act.verdict)) for act in app.state.desk.state().acts] == [
        ("Gun Granskare", "accept"),
        ("Åsa Admin", "dismiss"),
    ]
    assert all(said in one.get(pair).text for said in ("”ja”", "”nej”"))


def test_a_form_of_another_account_is_refused(app, pair):
    one, other = signed_in(app, "Gun Granskare"), signed_in(app, "Åsa Admin")
    answer = one.post(f"{pair}/bedom", data={**verdict(one), "token": token(other)})
    assert answer.status_code == 400
    assert app.state.desk.state().acts == ()


def test_only_who_judged_or_an_administrator_takes_a_judgement_back(app, accounts, pair):
    accounts.add("Bo Granskare", Role.REVIEWER, SECRET, "root")
    gun, bo = signed_in(app, "Gun Granskare"), signed_in(app, "Bo Granskare")
    gun.post(f"{pair}/bedom", data=verdict(gun))
    (act,) = app.state.desk.state().acts
    assert "/angra" not in bo.get(pair).text
    assert bo.post("/angra", data={"act": act.id, "token": token(bo)}).status_code == 403
    assert len(app.state.desk.state().acts) == 1
    admin = signed_in(app, "Åsa Admin")
    assert admin.post("/angra", data={"act": act.id, "token": token(admin)}).status_code == 200
    assert app.state.desk.state().acts[-1].who == "Åsa Admin"


# ------------------------------------------------------------ a session that ends while one types


def test_what_was_typed_when_the_session_ended_is_kept_and_saved(app, accounts, pair):
    client = signed_in(app, "Gun Granskare")
    form = verdict(client, comment="En lång tanke, med å, ä & ”citat” <b>.", reason="merge")
    accounts.end(client.cookies["styrdok"])
    turned_away = client.post(f"{pair}/bedom", data=form)
    assert turned_away.status_code == 401
    assert "finns kvar" in turned_away.text
    assert app.state.desk.state().acts == ()
    page = client.post("/logga-in", data={**hidden(turned_away.text), "namn": "Gun Granskare", "losenord": SECRET})
    assert "Inget är sparat än" in page.text
    again = {
        **hidden(page.text),
        "comment": unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page.text, re.S)[1]),
    }
    action = re.search(r'<form class="card stack" method="post" action="([^"]+)"', page.text)[1]
    assert urlsplit(action).path == f"{pair}/bedom"
    assert client.post(action, data=again).status_code == 200
    (act,) = app.state.desk.state().acts
    assert (act.comment, act.who, str(act.reason)) == (form["comment"], "Gun Granskare", "merge")


def test_a_wrong_password_does_not_lose_it_either(app, accounts, pair):
    client = signed_in(app, "Gun Granskare")
    form = verdict(client, comment="kvar")
    accounts.end(client.cookies["styrdok"])
    page = client.post(f"{pair}/bedom", data=form)
    page = client.post("/logga-in", data={**hidden(page.text), "namn": "Gun Granskare", "losenord": "fel"})
    assert "comment=kvar" in hidden(page.text)["kvar"]


def test_files_that_come_too_late_are_not_taken(app, accounts):
    client = signed_in(app, "Gun Granskare")
    accounts.end(client.cookies["styrdok"])
    answer = client.post("/las-in", files={"filer": ("a.pdf", b"%PDF-1.4", "application/pdf")})
    assert answer.status_code == 401
    assert "välj dem igen" in answer.text


def hidden(page):
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


# ------------------------------------------------------------ accounts in the page


def test_an_administrator_adds_an_account_whose_password_must_be_changed(app):
    admin = signed_in(app, "Åsa Admin")
    page = admin.post("/konton", data={"namn": "Ny Person", "roll": "reviewer", "token": token(admin)})
    secret = re.search(r'class="secret">([^<]+)<', page.text)[1]
    assert secret not in admin.get("/konton").text
    client = signed_in(app, "Ny Person", secret)
    assert client.get("/dokument").url.path == "/losenord"
    new = "helt annat ord här"
    form = {"nuvarande": secret, "nytt": new, "igen": new, "token": token(client)}
    assert client.post("/losenord", data={**form, "igen": "x"}).status_code == 422
    assert client.post("/losenord", data={**form, "nuvarande": "x"}).status_code == 422
    assert client.post("/losenord", data=form).status_code == 200
    assert client.get("/dokument").url.path == "/dokument"
    assert browser_of(app).post("/logga-in", data={"namn": "Ny Person", "losenord": secret}).status_code == 401


def test_an_administrator_changes_roles_and_takes_accounts_away(app, accounts):
    admin, reader = signed_in(app, "Åsa Admin"), signed_in(app, "Leo Läsare")
    change = {"namn": "Leo Läsare", "token": token(admin)}
    admin.post("/konton/andra", data={**change, "gor": "roll", "roll": "reviewer"})
    assert accounts.find("Leo Läsare").role is Role.REVIEWER
    admin.post("/konton/andra", data={**change, "gor": "ta-bort"})
    assert reader.get("/").url.path == "/logga-in"
    refused = admin.post("/konton/andra", data={"namn": "Åsa Admin", "gor": "ta-bort", "token": token(admin)})
    assert refused.status_code == 422
    assert "enda administratören" in refused.text


# ------------------------------------------------------------ the log


def test_the_log_tells_who_did_what_and_comes_as_a_file(app, pair):
    gun, admin = signed_in(app, "Gun Granskare"), signed_in(app, "Åsa Admin")
    gun.post(f"{pair}/bedom", data=verdict(gun, comment="=1+1"))
    gun.get("/overlapp.csv")
    page = admin.get("/logg").text
    assert "(granskare)" in page
    assert "(reviewer)" not in page
    assert all(words in page for words in ("bedömde: godtas", "hämtade en fil", "loggade in", "Gun Granskare"))
    file = admin.get("/logg.csv?vem=Gun+Granskare").text
    assert "bedömde: godtas" in file
    assert "Åsa Admin;loggade in" not in file
    assert ";=1+1" not in file


# ------------------------------------------------------------ behind a proxy


def test_a_trusted_proxy_says_who_and_from_where(registry):
    app = shared(registry, proxy=Proxy(("10.0.0.0/24",), "x-remote-user"))
    said = {"x-remote-user": "Gun Granskare", "x-forwarded-for": "192.0.2.9, 10.0.0.7"}
    client = browser_of(app, client=("10.0.0.5", 1))
    assert client.get("/dokument", headers=said).url.path == "/dokument"
    assert client.get("/overlapp.csv", headers=said).status_code == 200
    assert app.state.desk.office.accounts.events()[-1].address == "192.0.2.9"
    assert client.get("/dokument", headers={"x-remote-user": "Ingen"}).url.path == "/logga-in"
    stranger = browser_of(app, client=("10.0.1.5", 1))
    assert stranger.get("/dokument", headers=said).url.path == "/logga-in"


def test_a_name_or_an_address_that_the_browser_adds_is_not_believed(registry):
    app = shared(registry, proxy=Proxy(("10.0.0.5",), "X-Remote-User"))
    office = app.state.desk.office
    client = browser_of(app, client=("10.0.0.5", 1234))
    both = [("X-Remote-User", "Åsa Admin".encode()), ("X-Remote-User", "Leo Läsare".encode())]
    assert client.get("/konton", headers=both).url.path == "/logga-in"
    lines = [(b"x-forwarded-for", b"1.2.3.4"), (b"x-forwarded-for", b"192.0.2.7")]
    request = Request({"type": "http", "client": ("10.0.0.5", 1), "headers": lines})
    assert office.address(request) == "192.0.2.7"
    office.accounts.close()


def test_the_desk_answers_by_its_names_only(registry):
    client = browser_of(shared(registry, names=frozenset({"styrdok.kommun.example"})))
    assert client.get("/logga-in", headers={"host": "styrdok.kommun.example"}).status_code == 200
    assert client.get("/logga-in", headers={"host": "evil.example"}).status_code == 400


# ------------------------------------------------------------ small parts


def test_failures_are_forgotten_after_a_while_and_by_coming_in():
    now = [0.0]
    throttle = Throttle(clock=lambda: now[0])
    for _ in range(5):
        throttle.attempt("Bo", "a")
    assert throttle.wait("bo", "a") > 0
    assert throttle.wait("bo", "b") == 0
    now[0] = WINDOW + 1
    assert throttle.wait("bo", "a") == 0
    for _ in range(4):
        throttle.attempt("Bo", "a")
    throttle.passed("Bo", "a")
    throttle.attempt("Bo", "a")
    assert throttle.wait("Bo", "a") == 0


def test_guesses_that_are_made_at_once_are_not_more(app, monkeypatch):
    """A password takes long to try; all of a burst are counted before the first has been found wrong."""
    office = app.state.desk.office
    tried, usual = [], office.accounts.admitted

    def slow(name, password):
        tried.append(password)
        if len(tried) <= office.throttle.of_name_here:  # this many may come in while the first is still being tried
            browser_of(app).post("/logga-in", data={"namn": name, "losenord": f"gissning {len(tried)}"})
        return usual(name, password)

    monkeypatch.setattr(office.accounts, "admitted", slow)
    browser_of(app).post("/logga-in", data={"namn": "Gun Granskare", "losenord": "gissning"})
    assert len(tried) == office.throttle.of_name_here


def test_an_attempt_that_was_right_counts_for_nobody():
    throttle = Throttle(of_name_here=2, of_address=2, of_name=2, clock=lambda: 0.0)
    for _ in range(9):
        assert throttle.attempt("Bo", "a") == 0
        throttle.passed("Bo", "a")


def test_spelling_a_name_otherwise_gives_no_more_attempts():
    throttle = Throttle(of_name_here=3)
    for spelling in ("Gun Granskare", "GUN  granskare", "\uff27un Granskare"):
        throttle.attempt(spelling, "a")
    assert throttle.wait("Gun Granskare", "a")


def test_guessing_from_many_addresses_and_at_many_names_is_slow_too():
    throttle = Throttle(clock=lambda: 0.0)
    for number in range(100):
        throttle.attempt("Bo", f"a{number}")
    assert throttle.wait("Bo", "new") > 0
    for number in range(30):
        throttle.attempt(f"n{number}", "one")
    assert throttle.wait("somebody", "one") > 0


def test_a_flood_of_failures_takes_bounded_room_and_hides_no_guessing():
    throttle = Throttle(clock=lambda: 0.0)
    for _ in range(5):
        throttle.attempt("Bo", "a")
    for number in range(12_000):
        throttle.attempt(f"n{number}", f"a{number}")
    assert len(throttle._failures) <= 10_003
    assert throttle.wait("Bo", "a") > 0


def test_one_sees_who_else_is_at_a_place():
    now = [0.0]
    presence = Presence(clock=lambda: now[0])
    assert presence.at("Gun", "/par/a/b") == ()
    assert presence.at("Bo", "/par/a/b") == ("Gun",)
    assert presence.at("Åsa", "/par/a/c") == ()
    now[0] = PRESENT + 1
    assert presence.at("Gun", "/par/a/b") == ()


def test_without_sharing_there_is_no_sign_in(client):
    assert client.get("/logga-in").status_code == 404
    assert client.get("/konton").status_code == 404
