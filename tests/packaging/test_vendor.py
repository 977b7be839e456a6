"""What others wrote ships as they published it, with name, version and licence."""

import hashlib
import tomllib
from pathlib import Path

import pytest

import styrdok

PACKAGE = Path(styrdok.__file__).parent
TABLES = sorted(PACKAGE.rglob("VENDOR.toml"))


def libraries():
    for table in TABLES:
        for row in tomllib.loads(table.read_text(encoding="utf-8"))["library"]:
            yield pytest.param(table.parent, row, id=row["name"])


@pytest.mark.parametrize(("folder", "row"), list(libraries()))
def test_the_file_is_the_published_one(folder, row):
    assert hashlib.sha256((folder / row["file"]).read_bytes()).hexdigest() == row["sha256"]
    assert row["version"] in row["from"]
    assert row["licence"] in ("MIT", "0BSD")


def test_every_vendored_file_is_listed():
    assert TABLES
    for table in TABLES:
        listed = {row["file"] for row in tomllib.loads(table.read_text(encoding="utf-8"))["library"]}
        assert {path.name for path in table.parent.iterdir()} == listed | {"VENDOR.toml"}


def test_the_notice_of_every_mit_library_is_in_licenses():
    notices = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE.parent / "LICENSES").glob("*.txt"))
    for table in TABLES:
        for row in tomllib.loads(table.read_text(encoding="utf-8"))["library"]:
            assert row["licence"] != "MIT" or row["copyright"] in notices
