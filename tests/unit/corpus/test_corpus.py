"""The corpus on disk is whole, and its gold says what its pages say."""

import hashlib
import json
from pathlib import Path

import pypdfium2
import pytest

CORPUS = Path(__file__).parents[3] / "corpus"
MANIFEST = json.loads((CORPUS / "MANIFEST.json").read_text(encoding="utf-8"))["files"]
GOLD = sorted((CORPUS / "pdf").glob("*.gold.json"))
DOCUMENTS = [path for path in GOLD if path.name not in {"needs.gold.json", "shared_passages.gold.json"}]


def squeezed(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def pages(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [squeezed(page.get_textpage().get_text_bounded()) for page in document]


def test_manifest_lists_every_pdf() -> None:
    assert [entry["file"] for entry in MANIFEST] == [
        f"pdf/{path.name}" for path in sorted((CORPUS / "pdf").glob("*.pdf"))
    ]


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["file"])
def test_files_and_sources_are_those_of_the_manifest(entry: dict[str, str]) -> None:
    for name, key in (("file", "sha256"), ("source", "source_sha256")):
        assert hashlib.sha256((CORPUS / entry[name]).read_bytes()).hexdigest() == entry[key]


def test_the_city_has_enough_documents_of_every_sort() -> None:
    kinds = [json.loads(path.read_text(encoding="utf-8"))["kind"] for path in DOCUMENTS]
    assert len(kinds) >= 24
    assert kinds.count("steering") >= 15
    assert kinds.count("reply") >= 4
    assert kinds.count("minutes") >= 2
    assert len({entry["template"] for entry in MANIFEST}) == 7
    assert {entry["producer"] for entry in MANIFEST} >= {"reportlab", "typst", "reportlab + scan"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_gold_stands_on_the_page_it_names(path: Path) -> None:
    truth = json.loads(path.read_text(encoding="utf-8"))
    text = pages(path.with_name(truth["file"]))
    assert len(text) == truth["pages"]
    if truth["scanned"]:
        assert not any(text)
        return
    entries = [entry for key in ("references", "headings", "viewpoints", "goals") for entry in truth.get(key, [])]
    for entry in entries:
        spread = "".join(text[entry["page"] - 1 : entry["page"] + 1])
        assert squeezed(entry["text"]) in spread


def test_shared_passages_stand_where_the_gold_says() -> None:
    shared = json.loads((CORPUS / "pdf" / "shared_passages.gold.json").read_text(encoding="utf-8"))
    assert {entry["kind"] for entry in shared["passages"]} == {"verbatim", "edited", "topical"}
    for entry in shared["passages"]:
        for side in ("a", "b"):
            pdf = CORPUS / "pdf" / entry[side]
            assert squeezed(entry[f"{side}_first_words"]) in "".join(pages(pdf)[entry[f"{side}_page"] - 1 :])


def test_the_story_is_told() -> None:
    rows = (CORPUS / "pdf" / "overlaps.gold.tsv").read_text(encoding="utf-8").splitlines()
    assert any(row.startswith("kvalitetsprogram-2021.pdf\tpersonalpolicy.pdf\t3\tno") for row in rows)
    for name, other in (("kvalitetsprogram-2021", "personal"), ("personalpolicy", "kvalitet")):
        truth = json.loads((CORPUS / "pdf" / f"{name}.gold.json").read_text(encoding="utf-8"))
        assert not [entry for entry in truth["references"] if other in entry["text"].lower()]
