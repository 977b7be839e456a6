"""Kills the page's server with SIGKILL while people judge and upload over HTTP; counts what is lost.

    python benchmarks/kills_web.py --rounds 60

Every second round judges, each act told once the page has answered and it can be read; every other uploads files, and
is killed while one is on its way. No told act may be gone, the registry must be whole, and a file that was uploaded is
there whole or not at all.
"""

import argparse
import json
import random
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx2 as httpx
import uvicorn
from kills import ROOT, Flag, Tell, checked, killed

from styrdok.engines.ingest import ingest
from styrdok.registry.store import Registry
from styrdok.web.app import create_app

_LONGEST = 5.0
"""Seconds: a server takes one to be there."""
FEW = ("resepolicy", "vision-2035", "biblioteksplan")
SENT = {path.name: path.read_bytes() for path in sorted((ROOT / "corpus" / "pdf").glob("*.pdf"))[:6]}


def _served(path: Path) -> httpx.Client:
    """The page of a registry, served by a thread of this process over a real connection."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    app = create_app(path, reviewer="Kim")
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.005)
    return httpx.Client(base_url=f"http://127.0.0.1:{port}", follow_redirects=False, timeout=60)


def _token(client: httpx.Client) -> str:
    return client.get("/las-in").text.split('name="token" value="')[1].split('"')[0]


def judge(path: Path, tell: Tell) -> None:
    """Judge a pair over HTTP without end."""
    client = _served(path)
    token = _token(client)
    with Registry.open(path, read_only=True) as registry:
        first, second = sorted(document.id for document in registry.documents())[:2]
    told: set[str] = set()
    for number in range(10**6):
        form = {"token": token, "verdict": "accept", "who": "Kim", "comment": str(number)}
        if client.post(f"/par/{first}/{second}/bedom", data=form).status_code != 303:
            raise SystemExit(1)
        with Registry.open(path, read_only=True) as registry:
            for act in registry.acts():
                if act.id not in told:
                    told.add(act.id)
                    tell(act.id)


def upload(path: Path, flag: Flag) -> Any:
    """Work that uploads files without end; while one is on its way, the flag says so."""

    def work(path: Path, tell: Tell) -> None:
        client = _served(path)
        token = _token(client)
        while True:
            for name, data in SENT.items():
                flag.set(True)
                client.post("/las-in", data={"token": token}, files=[("filer", (name, data))])
                flag.set(False)

    return work


def whole(folder: Path) -> list[str]:
    """The uploaded files that are there in part."""
    there = [path for path in folder.glob("*.pdf") if path.is_file()] if folder.exists() else []
    return [f"half {path.name}" for path in there if path.read_bytes() not in SENT.values()]


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chance, flag = random.Random(chosen.seed), Flag()
    kills, writing, faults, confirmed = Counter[str](), Counter[str](), list[str](), set[str]()
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "r.db")
        ingest([ROOT / "corpus" / "pdf" / f"{name}.pdf" for name in FEW], path)
        folder = create_app(path).state.desk.intake.folder
        for number in range(chosen.rounds):
            name, work = ("serve", judge) if number % 2 else ("upload", upload(path, flag))
            told, wrote = killed(work, path, chance, flag, in_writing=number % 8 > 1, longest=_LONGEST)
            kills[name] += 1
            writing[name] += wrote
            confirmed |= told
            faults += [f"{number} {name}: {fault}" for fault in checked(path, confirmed) + whole(folder)]
    figures = {"kills": dict(kills), "while_writing": dict(writing), "confirmed_acts": len(confirmed), "faults": faults}
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
