"""Names under a text are no findings, and an export can leave out who spoke and who judged."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from styrdok.engines.ingest import ingest
from styrdok.plain import plain
from styrdok.registry.store import Registry

from .hostile import sound

REPLY = """Kulturnämnden
Tjänsteutlåtande
Dnr KUN 2021/77
Svar på remiss av Biblioteksplan
Förvaltningens förslag till beslut
Kulturnämnden beslutar att anse remissen besvarad.
Förvaltningens synpunkter
Förvaltningen anser att planen bör samordnas med kulturprogrammet och att målen är otydliga.
Siv Lindkvistsson                                Örjan Bergmarksson
Kulturdirektör                                   Enhetschef
Tova Ekmansdotter (X) lämnar följande särskilda uttalande.
Vi anser att planen saknar mål för barn och att den bör samordnas med skolplanen.
"""
SIGNED = ("Lindkvistsson", "Bergmarksson")


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("privacy")
    (folder / "svar.pdf").write_bytes(sound(REPLY))
    (folder / "plan.pdf").write_bytes(sound("Biblioteksplan\nNämnden ska följa upp planen varje år."))
    ingest([folder], folder / "r.db", jobs=1)
    return folder / "r.db"


def _export(registry: Path, *words: str) -> dict[str, list[dict[str, object]]]:
    told = subprocess.run(
        [sys.executable, "-m", "styrdok", "export", "-", "--registry", str(registry), *words],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "STYRDOK_USER": "Kim Granskarsson"},
    )
    found: dict[str, list[dict[str, object]]] = json.loads(told.stdout)
    return found


def test_names_of_signatures_are_no_findings(registry: Path) -> None:
    with Registry.open(registry, read_only=True) as opened:
        for record in opened.snapshot().records:
            found = record.extraction
            names = [
                *(item.label for item in found.mentions),
                *(item.theme for item in found.themes),
                *(item.term for item in found.definitions),
                *(item.actor for item in found.commitments),
                *(item.speaker for item in found.viewpoints),
                *(str(plain(item.value)) for item in found.fields),
            ]
            assert not [name for name in names if any(person in (name or "") for person in SIGNED)]


def test_an_export_without_names_has_no_speaker_by_name(registry: Path) -> None:
    named, nameless = _export(registry), _export(registry, "--no-names")
    speakers = [str(item["speaker"]) for item in named["viewpoints"]]
    assert any("Ekmansdotter" in speaker for speaker in speakers)
    kept = [str(item["speaker"]) for item in nameless["viewpoints"]]
    assert len(kept) == len(speakers)
    assert not any("Ekmansdotter" in speaker for speaker in kept)
    assert "(X)" in kept
    assert all(item["judged_by"] is None for item in nameless["proposals"])
