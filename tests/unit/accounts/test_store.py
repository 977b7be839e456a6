"""The accounts of an office: kept apart from the registry, hashed, with sessions that end and a log that stays."""

import sqlite3
import stat
import sys
from datetime import UTC, datetime, timedelta

import pytest

from styrdok.accounts import passwords
from styrdok.accounts.store import IDLE, LONGEST_SESSION, Accounts, Event, accounts_beside
from styrdok.errors import NotFound, RegistryDamaged, RegistryTooNew, UsageProblem
from styrdok.vocabulary import AccountEvent, Role

SECRET = "lampa kanot vinter sten"


@pytest.fixture
def accounts(tmp_path):
    with Accounts(tmp_path / "a.konton.db") as opened:
        opened.add("Åsa Berg", Role.ADMINISTRATOR, SECRET, "root")
        yield opened


def test_the_file_lies_beside_the_registry_and_is_ones_own(tmp_path, accounts):
    assert accounts_beside(tmp_path / "a.db") == accounts.path
    if sys.platform != "win32":
        assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600


def test_a_password_is_kept_as_argon2id_alone(accounts):
    (kept,) = sqlite3.connect(accounts.path).execute("SELECT password FROM accounts").fetchone()
    assert kept.startswith("$argon2id$")
    assert SECRET.encode() not in accounts.path.read_bytes()


def test_who_knows_the_password_is_admitted(accounts):
    assert accounts.admitted("åsa  berg", SECRET).name == "Åsa Berg"
    assert accounts.admitted("Åsa Berg", SECRET + "x") is None
    assert accounts.admitted("Ingen", SECRET) is None


def test_an_account_without_password_is_admitted_by_none(accounts):
    accounts.add("Via Proxy", Role.READER, None, "root")
    assert accounts.admitted("Via Proxy", "") is None
    assert accounts.find("Via Proxy").has_password is False


def test_a_password_of_old_parameters_is_kept_anew(accounts, monkeypatch):
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(SECRET)
    with accounts._writing() as db:
        db.execute("UPDATE accounts SET password = ?", (weak,))
    assert accounts.admitted("Åsa Berg", SECRET)
    assert accounts.admitted("Åsa Berg", SECRET)
    assert not passwords.is_outdated(accounts._row("Åsa Berg")["password"])


@pytest.mark.parametrize("password", ["", "kort", "a" * 20, "åsa berg 1234", "x" * 300])
def test_an_easy_password_is_refused(accounts, password):
    with pytest.raises(UsageProblem):
        accounts.set_password("Åsa Berg", password, "root")
    assert accounts.admitted("Åsa Berg", SECRET)


def test_a_name_is_taken_once_whatever_its_capitals(accounts):
    with pytest.raises(UsageProblem, match="redan"):
        accounts.add("ÅSA berg", Role.READER, SECRET, "root")


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "x" * 81])
def test_a_name_that_cannot_sign_is_refused(accounts, name):
    with pytest.raises(UsageProblem):
        accounts.add(name, Role.READER, SECRET, "root")


def test_a_session_lasts_while_it_is_used_and_not_for_ever(accounts):
    token = accounts.begin("Åsa Berg", "10.0.0.1")
    now = datetime.now(UTC)
    assert accounts.session(token).role is Role.ADMINISTRATOR
    assert accounts.session(token, now + IDLE - timedelta(minutes=5)) is not None
    assert accounts.session(token, now + IDLE + timedelta(hours=1)) is not None
    assert accounts.session(token, now + LONGEST_SESSION + timedelta(minutes=1)) is None
    assert accounts.session("något annat") is None


def test_an_unused_session_ends(accounts):
    token = accounts.begin("Åsa Berg")
    assert accounts.session(token, datetime.now(UTC) + IDLE + timedelta(minutes=1)) is None


def test_what_the_browser_holds_is_not_in_the_file(accounts):
    token = accounts.begin("Åsa Berg")
    assert all(token not in str(tuple(row)) for row in accounts._db.execute("SELECT * FROM sessions"))


def test_sessions_end_with_the_password_the_account_and_by_leaving(accounts):
    accounts.add("Bo", Role.READER, SECRET, "root")
    for end in (
        lambda token: accounts.set_password("Bo", SECRET + " till", "root"),
        lambda token: accounts.end(token),
        lambda token: accounts.remove("Bo", "root"),
    ):
        token = accounts.begin("Bo")
        assert accounts.session(token)
        end(token)
        assert accounts.session(token) is None
    assert accounts.admitted("Bo", SECRET + " till") is None


def test_a_new_role_holds_at_once(accounts):
    accounts.add("Bo", Role.READER, SECRET, "root")
    token = accounts.begin("Bo")
    accounts.set_role("Bo", Role.REVIEWER, "Åsa Berg")
    assert accounts.session(token).role is Role.REVIEWER


def test_the_last_administrator_stays(accounts):
    for change in (
        lambda: accounts.remove("Åsa Berg", "root"),
        lambda: accounts.set_role("Åsa Berg", Role.READER, "root"),
    ):
        with pytest.raises(UsageProblem, match="enda"):
            change()
    assert accounts.find("Åsa Berg").role is Role.ADMINISTRATOR


def test_an_account_that_comes_back_has_its_new_password_only(accounts):
    accounts.add("Bo", Role.READER, SECRET, "root")
    accounts.remove("Bo", "root")
    with pytest.raises(NotFound):
        accounts.set_role("Bo", Role.READER, "root")
    accounts.add("Bo", Role.REVIEWER, SECRET + " två", "root")
    assert accounts.admitted("Bo", SECRET) is None
    assert accounts.admitted("Bo", SECRET + " två").role is Role.REVIEWER


def test_the_log_tells_what_happened_and_cannot_be_changed(accounts):
    accounts.add("Bo", Role.READER, SECRET, "Åsa Berg")
    accounts.begin("Bo", "10.0.0.2")
    accounts.note(Event("", "Bo", AccountEvent.DOWNLOADED, "/rapport.docx", "10.0.0.2"))
    accounts.set_role("Bo", Role.REVIEWER, "Åsa Berg")
    told = [(event.who, event.kind, event.about) for event in accounts.events()[1:]]
    assert told == [
        ("Åsa Berg", AccountEvent.ADDED, "Bo (reader)"),
        ("Bo", AccountEvent.SIGNED_IN, ""),
        ("Bo", AccountEvent.DOWNLOADED, "/rapport.docx"),
        ("Åsa Berg", AccountEvent.ROLE, "Bo (reviewer)"),
    ]
    for change in ("UPDATE events SET who = 'x'", "DELETE FROM events"):
        with pytest.raises(sqlite3.DatabaseError, match="only ever added"):
            accounts._db.execute(change)


def test_accounts_stay_when_the_file_is_opened_again(accounts):
    with Accounts(accounts.path) as again:
        assert [one.name for one in again.everyone()] == ["Åsa Berg"]


def test_a_file_of_another_program_or_version_is_left_alone(tmp_path):
    other = tmp_path / "other.konton.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE x (y)")
    before = other.read_bytes()
    with pytest.raises(RegistryDamaged):
        Accounts(other)
    assert other.read_bytes() == before
    newer = tmp_path / "newer.konton.db"
    Accounts(newer).close()
    with sqlite3.connect(newer) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(RegistryTooNew):
        Accounts(newer)
    (tmp_path / "torn.konton.db").write_bytes(b"not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(RegistryDamaged):
        Accounts(tmp_path / "torn.konton.db")


def test_a_password_that_is_changed_while_the_old_one_is_tried_stays_changed(accounts, monkeypatch):
    def outdated(kept):
        accounts.set_password("Åsa Berg", "helt andra ord nu", "root")
        return True

    monkeypatch.setattr(passwords, "is_outdated", outdated)
    accounts.admitted("Åsa Berg", SECRET)
    monkeypatch.undo()
    assert accounts.admitted("Åsa Berg", SECRET) is None
    assert accounts.admitted("Åsa Berg", "helt andra ord nu") is not None
