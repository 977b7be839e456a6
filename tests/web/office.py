"""A shared desk for tests: three accounts, one of each role, and browsers of theirs."""

import re

from starlette.testclient import TestClient

from styrdok.accounts import passwords
from styrdok.accounts.store import Accounts, accounts_beside
from styrdok.vocabulary import Role
from styrdok.web.app import create_app
from styrdok.web.office.door import Office

from .conftest import BASE

SECRET = "lampa kanot vinter sten"
NAMES = {"Åsa Admin": Role.ADMINISTRATOR, "Gun Granskare": Role.REVIEWER, "Leo Läsare": Role.READER}


def cheap_hashing(monkeypatch):
    """Hash quickly; how strong it is by itself is tested where passwords are."""
    from argon2 import PasswordHasher

    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", hasher)
    monkeypatch.setattr(passwords, "_NOBODYS", hasher.hash("ingens"))


def office_of(registry, **options):
    accounts = Accounts(accounts_beside(registry))
    for name, role in NAMES.items():
        if accounts.find(name) is None:
            accounts.add(name, role, SECRET, "root")
    return Office(accounts, **{"encrypted": False, **options})


def browser_of(app, **options):
    return TestClient(app, base_url=BASE, follow_redirects=True, **options)


def signed_in(app, name, password=SECRET):
    client = browser_of(app)
    answer = client.post("/logga-in", data={"namn": name, "losenord": password})
    assert answer.status_code == 200, answer.text[-300:]
    assert answer.url.path != "/logga-in"
    return client


def token(client, path="/losenord"):
    return re.search(r'name="token" value="([^"]+)"', client.get(path).text)[1]


def shared(registry, **options):
    return create_app(registry, office=office_of(registry, **options))
