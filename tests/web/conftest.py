"""The web application on copies of registries."""

import re
import shutil

import pytest

pytest.importorskip("starlette", reason="the extra 'web' is not installed")
pytest.importorskip("httpx2", reason="httpx2 is not installed")

from starlette.testclient import TestClient

from styrdok.web.app import create_app

BASE = "http://127.0.0.1:8710"


def client_of(registry, **options):
    return TestClient(create_app(registry, **options), base_url=BASE, follow_redirects=True)


@pytest.fixture
def registry(corpus_registry, tmp_path):
    """A copy of the corpus registry that a test may change."""
    return shutil.copy(corpus_registry, tmp_path / "styrdok.db")


@pytest.fixture
def client(registry):
    with client_of(registry, reviewer="Test Testsson") as opened:
        yield opened


@pytest.fixture(scope="session")
def reader(corpus_registry):
    """A client for tests that only look."""
    with client_of(corpus_registry) as opened:
        yield opened


@pytest.fixture
def ids(reader):
    """Document ids by file name."""
    return {d.file: d.id for d in reader.app.state.desk.state().findings.by_title}


@pytest.fixture
def pair(ids):
    """The address of the pair of the story."""
    first, second = sorted((ids["kvalitetsprogram-2021.pdf"], ids["personalpolicy.pdf"]))
    return f"/par/{first}/{second}"


def token(client):
    return re.search(r'name="token" value="([^"]+)"', client.get("/forslag").text)[1]
