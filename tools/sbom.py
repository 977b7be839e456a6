"""The bill of materials: ``python tools/sbom.py`` writes ``sbom.cdx.json`` (CycloneDX 1.6) of everything that
``pip install styrdok`` installs and of what ships inside the package; ``--check`` says what is out of date.

Names, versions and digests come from ``uv.lock`` and the ``VENDOR.toml`` files, licences from
``tools/licences.tsv``, which is compared with what the installed packages say of themselves. Nothing in it depends
on the day or the machine, so it changes only when what it lists does.
"""

import json
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "sbom.cdx.json"
_LICENCES = ROOT / "tools" / "licences.tsv"
_NAME = "styrdok"


def licences() -> dict[str, str]:
    """The licence of each package that is installed, as an SPDX expression."""
    lines = _LICENCES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return dict(rows)


def locked() -> dict[str, dict[str, Any]]:
    """The packages that the program needs, directly or not, on any system, with what the lock file says of them."""
    every = {package["name"]: package for package in tomllib.loads((ROOT / "uv.lock").read_text())["package"]}
    found, waiting = {}, [_NAME]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = every[name]
            waiting += _needs(every[name])
    return found


def _needs(package: dict[str, Any]) -> list[str]:
    return sorted({needed["name"] for needed in package.get("dependencies", ())})


def shipped() -> Iterator[dict[str, str]]:
    """The libraries of others that lie inside the package."""
    for place in sorted((ROOT / "styrdok").rglob("VENDOR.toml")):
        yield from tomllib.loads(place.read_text(encoding="utf-8"))["library"]


def bill() -> dict[str, Any]:
    """The bill of materials."""
    packages, known = locked(), licences()
    own = packages.pop(_NAME)
    components = [_package(package, known[name]) for name, package in sorted(packages.items())]
    components += [_library(library) for library in shipped()]
    needs = {_NAME: own, **packages}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": _NAME,
                "name": _NAME,
                "version": _version(),
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": components,
        "dependencies": [
            {"ref": _reference(name, needs), "dependsOn": [_reference(needed, needs) for needed in _needs(package)]}
            for name, package in sorted(needs.items())
        ],
    }


def _version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def _reference(name: str, packages: dict[str, dict[str, Any]]) -> str:
    return _NAME if name == _NAME else f"pkg:pypi/{name}@{packages[name]['version']}"


def _package(package: dict[str, Any], licence: str) -> dict[str, Any]:
    address = f"pkg:pypi/{package['name']}@{package['version']}"
    found = {
        "type": "library",
        "bom-ref": address,
        "name": package["name"],
        "version": package["version"],
        "purl": address,
        "licenses": [{"expression": licence}],
    }
    if "sdist" in package:
        algorithm, _, digest = package["sdist"]["hash"].partition(":")
        source = {"type": "source-distribution", "url": package["sdist"]["url"]}
        found["externalReferences"] = [
            source | {"hashes": [{"alg": algorithm.replace("sha", "SHA-"), "content": digest}]}
        ]
    return found


def _library(library: dict[str, str]) -> dict[str, Any]:
    published = library["from"].split(",")[0].removeprefix("npm ")
    address = f"pkg:npm/{published}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": library["name"],
        "version": library["version"],
        "purl": address,
        "copyright": library["copyright"],
        "licenses": [{"expression": library["licence"]}],
        "hashes": [{"alg": "SHA-256", "content": library["sha256"]}],
    }


def faults() -> list[str]:
    """What is out of date or contradicts what the packages say of themselves."""
    needed, known = set(locked()) - {_NAME}, licences()
    found = [f"{name}: no licence in {_LICENCES.name}" for name in sorted(needed - set(known))]
    found += [f"{name}: in {_LICENCES.name} but not installed any more" for name in sorted(set(known) - needed)]
    for name in sorted(needed & set(known)):
        said = _said(name)
        if said and said != known[name]:
            found.append(f"{name}: says {said}, {_LICENCES.name} says {known[name]}")
    return found


def _said(name: str) -> str:
    """The licence that an installed package gives as an SPDX expression."""
    try:
        return str(metadata(name).get("License-Expression") or "")
    except PackageNotFoundError:
        return ""


def main(check: bool) -> int:
    """Write or check; the exit code."""
    wrong = faults()
    text = "" if wrong else json.dumps(bill(), indent=2, ensure_ascii=False) + "\n"
    if check and not wrong and (not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != text):
        wrong = [f"{TARGET.name} is out of date: run python tools/sbom.py"]
    for line in wrong:
        print(line, file=sys.stderr)
    if not check and not wrong:
        TARGET.write_text(text, encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
