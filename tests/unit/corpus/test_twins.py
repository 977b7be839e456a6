"""A Word file and a web page give the same findings as the PDF of the same document, but for boxes and pages."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import docx
import pytest

import styrdok
from styrdok.extraction.extract import extract
from styrdok.extraction.metadata.describe import describe
from styrdok.overlaps.terms import spoken
from styrdok.reading.readers import reader_for

CORPUS = Path(__file__).parents[3] / "corpus"
TWINS = sorted((CORPUS / "twins").iterdir())
NAMES = sorted({path.stem for path in TWINS})
FORMATS = ("docx", "html")
LETTERHEAD, WITH_LETTERHEAD = "Ekhamns stad", ("personalpolicy", "resepolicy")
"""What these PDFs have printed above their title as text; the third draws it as a part of its letter paper."""
BESIDE = ("riktlinjer-tjansteresor-fordon", "kommunikationspolicy", "protokollsutdrag-asberga")
"""Documents that overlap with those that have twins, and one that asks for coordination."""


def extracted(path: Path):
    return extract(reader_for(path.suffix)(path.read_bytes()))


def plain(text: str) -> str:
    """The words in one line, without the sign that a printed list has before them."""
    return " ".join(text.split()).removeprefix("• ")


def terms_of(path: Path) -> Counter[str]:
    """The words that overlaps weigh, each as often as it stands in the document."""
    found = extracted(path)
    headings = dict.fromkeys(part for passage in found.passages for part in passage.section.split(" › "))
    said = spoken([*(passage.anchor.text for passage in found.passages), *headings])
    return Counter({term: number for term, (number, *_) in said.items()})


def said_of(found):
    """What was read out of a document, without places."""
    return {
        "description": describe(found.fields),
        "mentions": [(m.kind, plain(m.text), m.label, m.relation, m.modality, m.owner) for m in found.mentions],
        "themes": [(theme.theme, round(theme.weight, 3)) for theme in found.themes],
        "definitions": [(one.term, plain(one.text)) for one in found.definitions],
        "commitments": [(one.actor, one.bindingness, plain(one.text), one.deadline) for one in found.commitments],
        "goals": [(plain(one.text), one.indicator, one.target_value, one.target_year) for one in found.goals],
        "viewpoints": [plain(one.anchor.text) for one in found.viewpoints],
    }


def test_every_format_has_its_twin():
    assert {path.suffix[1:] for path in TWINS} == set(FORMATS)
    assert all((CORPUS / "pdf" / f"{path.stem}.pdf").exists() for path in TWINS)


@pytest.mark.parametrize(
    "part", ["description", "mentions", "themes", "definitions", "commitments", "goals", "viewpoints"]
)
@pytest.mark.parametrize("twin", TWINS, ids=lambda path: path.name)
def test_a_twin_says_what_its_pdf_says(twin, part):
    pdf = CORPUS / "pdf" / f"{twin.stem}.pdf"
    assert said_of(extracted(twin))[part] == said_of(extracted(pdf))[part]


def put(name: str, ending: str, folder: Path) -> None:
    """The document in one format, with the words of its PDF: those of the letterhead too, which twins leave out."""
    path = CORPUS / ("pdf" if ending == "pdf" else "twins") / f"{name}.{ending}"
    target = folder / path.name
    if ending == "html" and name in WITH_LETTERHEAD:
        target.write_text(path.read_text(encoding="utf-8").replace("<main>", f"<main><p>{LETTERHEAD}</p>"), "utf-8")
    elif ending == "docx" and name in WITH_LETTERHEAD:
        document = docx.Document(str(path))
        document.paragraphs[0].insert_paragraph_before(LETTERHEAD)
        document.save(str(target))
    else:
        shutil.copy(path, target)


def found_among(folder: Path, ending: str):
    """Overlaps, needs and proposals where the documents that have twins come in one format, named by title."""
    files = folder / "files"
    files.mkdir()
    for name in BESIDE:
        put(name, "pdf", files)
    for name in NAMES:
        put(name, ending, files)
    styrdok.ingest([files], folder / "styrdok.db", jobs=1)
    with styrdok.open(folder / "styrdok.db", per=date(2026, 1, 1)) as city:
        assert len(city.documents) == len(BESIDE) + len(NAMES)
        return {
            "references": sorted((row.source, row.target, row.value.resolution.status) for row in city.references),
            "overlaps": {
                tuple(sorted((pair.a, pair.b))): (
                    pair.score,
                    sorted((one.name, one.value, str(one.sentence)) for one in pair.value.signals),
                )
                for pair in city.overlaps
            },
            "needs": sorted((row.value.reason, sorted(row.documents)) for row in city.needs),
            "proposals": sorted((row.value.action, sorted(row.documents)) for row in city.proposals),
        }


@pytest.fixture(scope="module")
def of_pdf(tmp_path_factory):
    return found_among(tmp_path_factory.mktemp("pdf"), "pdf")


@pytest.mark.parametrize("ending", FORMATS)
def test_the_analysis_of_twins_is_that_of_their_pdfs_to_the_last_decimal(of_pdf, tmp_path, ending):
    assert of_pdf["overlaps"]
    assert found_among(tmp_path, ending) == of_pdf


@pytest.mark.parametrize("twin", TWINS, ids=lambda path: path.name)
def test_the_letterhead_is_all_that_a_twin_lacks(twin):
    lacking = terms_of(CORPUS / "pdf" / f"{twin.stem}.pdf") - terms_of(twin)
    assert lacking == (Counter({"ekhamns": 1}) if twin.stem in WITH_LETTERHEAD else Counter())
