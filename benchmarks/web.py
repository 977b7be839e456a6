"""Server time of the web pages on the documents of a city, and how a shared desk bears an office.

    python benchmarks/web.py [--documents 500] [--registry FILE] [--no-pages] [--upload 100]
                             [--reviewers 20 --seconds 300 --think 0 2]

Makes a city of ``benchmarks/cities.py`` and reads it into a registry in a temporary folder, or copies one that is
given, as judgements pile up and make each run dearer than the one before. Measures the first and the median of five
views of each page in this process, a pair with its pictures cached, and the first view after a judgement. Then, with a
server in a process of its own on loopback: the pages while ``--upload`` PDFs are taken in and read, and ``--reviewers``
who sign in and judge for ``--seconds``: once as fast as the server answers, once each looking at a pair for about two
seconds (``--think``). Every act that a server took must be in the registry afterwards. The process that asks takes its
share of the machine, so the figures are upper bounds. Needs ``pip install 'styrdok[dev]'``.
"""

import argparse
import http.client
import os
import random
import re
import secrets
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import cities
import httpx2
from starlette.testclient import TestClient

from styrdok.accounts.store import Accounts, accounts_beside
from styrdok.engines.ingest import ingest
from styrdok.judgements.acts import ActKind, Opinion
from styrdok.registry.store import Registry
from styrdok.vocabulary import Role, Verdict
from styrdok.web.app import create_app
from styrdok.web.forms import FORM
from styrdok.web.links import round_url

HOST = "127.0.0.1"
PASSWORD = "lampa kanot vinter sten"
TOKEN = re.compile(r'name="token" value="([^"]+)"')
LISTS = ["/", "/dokument", "/overlapp", "/behov", "/forslag", "/arbete", "/min-ko", "/remiss", "/teman"]
BUSY = 503
PAGES_OF_PAIRS = 10
"""Of the list of overlaps, from which reviewers take their pairs."""
NO_PAGES = ("/lage", "/logga-in", "/las-in/handelser")
"""What leads elsewhere, or never ends."""


def timed(get: Callable[[str], httpx2.Response], path: str) -> float:
    begun = time.perf_counter()
    answer = get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return 1000 * (time.perf_counter() - begun)


def told(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    at = {share: ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95)}
    print(f"{name:40} {len(times):6} requests   p50 {at[0.5]:6.0f}   p95 {at[0.95]:6.0f}   max {ordered[-1]:6.0f} ms")


def everywhere(app: Any) -> list[str]:
    """Every page of the app whose address asks for nothing."""
    plain = [route.path for route in app.routes if "GET" in (getattr(route, "methods", None) or ())]
    return [path for path in plain if not set(path) & set("{.") and path not in NO_PAGES and path != "/arbete/foljder"]


def pages(registry: Path) -> None:
    """Each page, by itself."""
    with TestClient(create_app(registry), base_url=f"http://{HOST}:8710") as client:
        begun = time.perf_counter()
        found = client.app.state.desk.state().findings  # type: ignore[attr-defined]
        analysis = found.analysis
        print(f"{len(found.records)} documents, {len(analysis.overlaps)} overlaps, {len(analysis.needs)} needs")
        print(f"analysis at start {time.perf_counter() - begun:.1f} s")
        top = analysis.overlaps[0]
        one, pair = found.by_title[0].id, f"/par/{top.a}/{top.b}"
        own = [f"/d/{one}{part}" for part in ("", "/ratta", "/foljder", "/s/1")]
        own += [f"{place}?dokument={one}" for place in ("/karta", "/styrkedjan", "/arbete/foljder", "/overlapp")]
        own += [f"/par/{top.a}/{top.b}/underlag.html", "/dokument.csv", "/overlapp.csv", "/karta.svg"]
        rounds = [round_url(each.document) for each in found.rounds[:1]]
        for path in [*everywhere(client.app), "/sok?q=skola", "/sok?q=ledarskap+skola", *own, *rounds]:
            first = timed(client.get, path)
            again = statistics.median(timed(client.get, path) for _ in range(5))
            print(f"{path:40} first {first:6.0f} ms   median {again:6.0f} ms")
        pictures = re.findall(r'href="(/d/[^"]+\.png)"', client.get(pair).text)
        drawn = sum(timed(client.get, path) for path in pictures)
        cached = statistics.median(
            timed(client.get, pair) + sum(timed(client.get, path) for path in pictures) for _ in range(5)
        )
        print(f"{'pair':40} first {drawn:6.0f} ms   with pictures cached {cached:6.0f} ms")
        with Registry.open(registry) as opened:
            opened.judge([top.a, top.b], Opinion(Verdict.ACCEPT), "Anna")
        print(f"{'first view after a judgement':40} first {timed(client.get, pair):6.0f} ms")


@contextmanager
def server(registry: Path, names: list[str]) -> Iterator[tuple[str, int]]:
    """A desk shared as an office does it, with a reviewer's account for each name; its address and its process."""
    roles = dict.fromkeys(names, Role.REVIEWER) | {"Chef": Role.ADMINISTRATOR}
    with Accounts(accounts_beside(registry)) as accounts:
        for name, role in roles.items():
            if accounts.find(name) is None:
                accounts.add(name, role, PASSWORD, "benchmark")
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "styrdok", "serve", "--share", "--host", HOST, "--port", str(port)]
    with subprocess.Popen([*command, "--registry", str(registry)]) as process:
        address = f"http://{HOST}:{port}"
        try:
            while process.poll() is None:
                try:
                    httpx2.get(f"{address}/logga-in", timeout=600)
                    break
                except httpx2.ConnectError:
                    time.sleep(0.2)
            yield address, process.pid
        finally:
            process.terminate()


@contextmanager
def signed_in(address: str, name: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=address, timeout=600, follow_redirects=True) as client:
        assert client.post("/logga-in", data={"namn": name, "losenord": PASSWORD}).status_code in (200, BUSY)
        while client.get("/").status_code == BUSY:
            time.sleep(0.2)
        yield client


def copied(registry: Path, folder: Path) -> Path:
    """A copy of a registry with the analysis that is kept beside it."""
    with sqlite3.connect(registry) as old, sqlite3.connect(folder / registry.name) as new:
        old.backup(new)
    analysis = f"{registry.name}.analysis"
    if registry.with_name(analysis).is_dir():
        shutil.copytree(registry.with_name(analysis), folder / analysis)
    return folder / registry.name


def upload(registry: Path, count: int) -> None:
    """The pages while PDFs are taken in and read."""
    brought = [("filer", (f"ny-{n}.pdf", cities.document(50_000 + n), "application/pdf")) for n in range(count)]
    with server(registry, ["Anna"]) as (address, _), signed_in(address, "Anna") as client:
        token = TOKEN.search(client.get("/losenord").text)[1]  # type: ignore[index]
        answers: list[httpx2.Response] = []
        sending = threading.Thread(
            target=lambda: answers.append(client.post("/las-in", data={"token": token}, files=brought))
        )
        times: list[float] = []
        with signed_in(address, "Anna") as looking:
            sending.start()
            while sending.is_alive() or "data-running=ja" in looking.get("/las-in").text.replace('"', ""):
                times += [timed(looking.get, path) for path in ("/", "/dokument", "/overlapp", "/behov", "/las-in")]
                time.sleep(0.2)
            sending.join()
            assert answers[0].status_code == 200
            told(f"pages while {count} PDFs are read", times)
            told("first views after that", [timed(looking.get, path) for path in LISTS])


def cpu_of(process: int) -> float:
    """The CPU seconds of a process so far, by what Linux tells; 0 elsewhere."""
    told_by = Path(f"/proc/{process}/stat")
    if not told_by.exists():
        return 0.0
    words = told_by.read_text().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / float(os.sysconf("SC_CLK_TCK"))


class Reviewer(threading.Thread):
    """Looks at pairs and judges them until the time is over, over a plain connection that takes no time of its own."""

    def __init__(self, address: str, name: str, pairs: list[str], think: float) -> None:
        super().__init__()
        self.times: list[float] = []
        self.said: list[str] = []
        self.failed: list[str] = []
        self.until = 0.0
        self._address, self._name, self._pairs, self._think = address, name, pairs, think
        with signed_in(address, name) as client:
            self._cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.cookies.jar)

    def run(self) -> None:
        chance = random.Random(self._name)
        connection = http.client.HTTPConnection(self._address.removeprefix("http://"))
        while time.monotonic() < self.until:
            pair, comment = chance.choice(self._pairs), secrets.token_hex(8)
            page = self._asked(connection, pair)[1]
            time.sleep(self._think * chance.uniform(0.5, 1.5))
            token = TOKEN.search(page)
            fields = {"token": token[1] if token else "", "verdict": "accept", "comment": comment}
            status, _ = self._asked(connection, f"{pair}/bedom", fields)
            (self.said if status == 303 else self.failed).append(comment)

    def _asked(
        self, connection: http.client.HTTPConnection, path: str, fields: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """The status and the words of an answer."""
        head = {"Cookie": self._cookies} | ({"Content-Type": FORM} if fields else {})
        begun = time.perf_counter()
        connection.request("POST" if fields else "GET", path, urlencode(fields) if fields else None, head)
        answer = connection.getresponse()
        words = answer.read().decode()
        self.times.append(1000 * (time.perf_counter() - begun))
        return answer.status, words


def office(registry: Path, count: int, seconds: float, thinking: list[float]) -> None:
    """Reviewers who judge at once, each looking at a pair for about so long before the verdict."""
    names = [f"Granskare {n:02}" for n in range(count)]
    with server(registry, names) as (address, process):
        with signed_in(address, names[0]) as client:
            lists = [client.get("/overlapp", params={"sida": number}).text for number in range(1, PAGES_OF_PAIRS + 1)]
            pairs = sorted({pair for text in lists for pair in re.findall(r'href="(/par/[^"?#]+)', text)})
        for think in thinking:
            reviewers = [Reviewer(address, name, pairs, think) for name in names]
            until = time.monotonic() + seconds
            before = cpu_of(process), time.process_time()
            for one in reviewers:
                one.until = until
                one.start()
            for one in reviewers:
                one.join()
            spent = cpu_of(process) - before[0], time.process_time() - before[1]
            told_of(registry, reviewers, think, seconds)
            print(f"CPU: the server {spent[0]:.1f} s, those who ask {spent[1]:.1f} s")


def told_of(registry: Path, reviewers: list[Reviewer], think: float, seconds: float) -> None:
    with Registry.open(registry, read_only=True) as opened:
        kept = {act.comment for act in opened.acts() if act.kind is ActKind.JUDGEMENT}
    said = {comment for one in reviewers for comment in one.said}
    failed = sum(len(one.failed) for one in reviewers)
    every = [one.times for one in reviewers]
    told(f"{len(reviewers)} reviewers, {think:g} s a pair: pages", [took for times in every for took in times[::2]])
    told("    verdicts", [took for times in every for took in times[1::2]])
    told(f"    both, for {seconds:.0f} s", [took for times in every for took in times])
    print(f"{len(said)} judgements, {len(said) / seconds:.1f} a second, {len(said - kept)} lost, {failed} errors")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--registry", type=Path)
    parser.add_argument("--upload", type=int, default=0)
    parser.add_argument("--reviewers", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--think", type=float, nargs="+", default=[0, 2], help="seconds a reviewer looks at a pair")
    parser.add_argument("--no-pages", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        registry = copied(given.registry, Path(name)) if given.registry else Path(name) / "styrdok.db"
        with Registry.open(registry, create=True):  # brings an older file up to date
            pass
        if not given.registry:
            cities.city(Path(name) / "pdf", given.documents)
            ingest([Path(name) / "pdf"], registry)
        if not given.no_pages:
            pages(registry)
        if given.upload:
            upload(registry, given.upload)
        if given.reviewers:
            office(registry, given.reviewers, given.seconds, given.think)


if __name__ == "__main__":
    main()
