"""What is delivered is listed: the bill of materials, the licences, and what the public catalogues ask for."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).parents[2]


def _packages() -> dict[str, str]:
    return {one["name"]: one["version"] for one in tomllib.loads((ROOT / "uv.lock").read_text())["package"]}


def _bill() -> dict:
    return json.loads((ROOT / "sbom.cdx.json").read_text(encoding="utf-8"))


@pytest.mark.filterwarnings("ignore")
def test_the_bill_is_valid_and_of_the_lock_file() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str((ROOT / "sbom.cdx.json").read_text()) is None
    run = subprocess.run([sys.executable, ROOT / "tools" / "sbom.py", "--check"], capture_output=True, text=True)
    assert (run.stderr, run.returncode) == ("", 0)


def test_the_bill_lists_what_is_installed_and_what_is_shipped() -> None:
    listed = {one["name"]: one for one in _bill()["components"]}
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert {one.split(">")[0].split("=")[0].replace(".", "-") for one in declared} <= set(listed)
    assert {"sigma", "graphology", "htmx"} <= set(listed)
    for name, one in listed.items():
        assert one["version"] == _packages().get(name, one["version"])
        assert one["licenses"][0]["expression"]


def test_every_file_has_a_holder_and_a_licence() -> None:
    reuse = Path(sys.executable).with_name("reuse")
    run = subprocess.run([reuse, "--no-multiprocessing", "lint"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout[-1500:]


def test_the_entry_for_catalogues_has_what_its_standard_asks_for() -> None:
    """The required keys of publiccode.yml 0.4 (https://yml.publiccode.tools/schema.core.html)."""
    said = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    required = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"}
    assert required | {"description", "legal", "maintenance", "localisation"} <= set(said)
    for words in said["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert said["softwareVersion"] == project["version"]
    assert said["legal"]["license"] == project["license"]
    assert said["maintenance"]["contacts"][0]["name"]
    assert set(said["localisation"]["availableLanguages"]) == {"sv", "en"}
