"""The renderer reads its format, finds its words again and gives the same bytes twice."""

from pathlib import Path

import pytest

pytest.importorskip("reportlab")
pytest.importorskip("typst")
pytest.importorskip("font_source_sans_pro")

from rendering.gold import gold, passages
from rendering.inline import parse_inline, plain, squeeze
from rendering.locate import NotFoundInPrintError, Print, Spot
from rendering.rl_pdf import render as with_reportlab
from rendering.scan import scanned
from rendering.source import Source, SourceError, load
from rendering.ty_pdf import render as with_typst

RENDER = {"reportlab": with_reportlab, "typst": with_typst}
SOURCE = """+++
template = "{template}"
producer = "{producer}"

[meta]
contents = true
header = "Plan för provning"
adoption = "Antagen av nämnden 2020-01-02 § 3"
imprint = ["Plan för provning", "Dnr PN 2020/0001"]
strip = ["» Plan", "Policy"]
fields = [["Diarienummer", "PN 2020/0001"], ["Ersätter", "{{{{Provplanen|title|replaces|Provplan 2010}}}}"]]

[gold]
kind = "steering"
type = "plan"
title = "Plan för provning"
organisation = "Provstad"
diary_numbers = ["PN 2020/0001"]

[[definitions]]
term = "prov"
text = "Med prov menas ett försök."
+++
# Inledning

Här nämns {{{{planen|self}}}} en gång och
{{{{lagen (2001:1)|law|based_on/refers_to|SFS 2001:1|fact|doubtful}}}} en gång.[^1]

[^1]: Noten nämner {{{{visionen|title||Vision 2030}}}}.

%p delat
Med prov menas ett försök. Planen i ordet situationsplanen är ingen hänvisning.

## Krav

- Första punkten om {{{{planen|self}}}}.
1. Andra punkten.

| Mål | År |
|---|---|
| Färre fel i {{{{ELS|system|refers_to|Ledningssystemet}}}} | 2025 |
"""


def source_of(folder: Path, template: str = "block", producer: str = "reportlab") -> Source:
    path = folder / "plan.md"
    path.write_text(SOURCE.format(template=template, producer=producer), encoding="utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("template", "producer"),
    [(name, "reportlab") for name in ("block", "grid", "cover", "strip", "letter", "minutes")]
    + [(name, "typst") for name in ("block", "cover", "strip", "columns")],
)
def test_every_template_prints_all_words_and_gives_the_same_bytes_twice(
    tmp_path: Path, template: str, producer: str
) -> None:
    source = source_of(tmp_path, template, producer)
    pdf = RENDER[producer](source)
    assert RENDER[producer](source) == pdf
    truth = gold(source, Print(pdf, source.name))
    wanted = ["planen", "lagen (2001:1)", "visionen", "planen", "ELS"]
    if template != "cover":
        wanted.insert(0, "Provplanen")
    sure = [entry["text"] for entry in truth["references"] if "note" not in entry]
    assert sorted(sure) == sorted(wanted)
    assert [entry["text"] for entry in truth["headings"]] == ["Inledning", "Krav"]
    assert all(entry["doubtful"] for entry in truth["references"] if entry["text"] == "PN 2020/0001")
    assert passages(source, Print(pdf, source.name))["delat"]["first_words"] == "Med prov menas ett försök. Planen"


def test_a_mark_says_kind_relation_label_and_doubt(tmp_path: Path) -> None:
    source = source_of(tmp_path)
    entries = {entry["text"]: entry for entry in gold(source, Print(with_reportlab(source), "plan"))["references"]}
    law = entries["lagen (2001:1)"]
    assert (law["kind"], law["relation"], law["relation_also"]) == ("law", "based_on", ["refers_to"])
    assert law["label"] == "SFS 2001:1"
    assert law["doubtful"]
    assert entries["visionen"]["relation"] == "refers_to"
    assert "label" not in entries["planen"]


def test_a_scan_has_the_pages_but_not_the_words(tmp_path: Path) -> None:
    pdf = with_reportlab(source_of(tmp_path))
    image = scanned(pdf)
    assert image == scanned(pdf)
    assert len(Print(image, "plan").pages) == len(Print(pdf, "plan").pages)
    assert not Print(image, "plan").text


def test_words_that_are_not_in_print_are_an_error(tmp_path: Path) -> None:
    printed = Print(with_reportlab(source_of(tmp_path)), "plan")
    with pytest.raises(NotFoundInPrintError, match="saknas"):
        printed.find(Spot("saknas", "", ""), set())


@pytest.mark.parametrize("text", ["ingen front", "+++\ntemplate = \n+++\n", '+++\ntemplate = "affisch"\n+++\n'])
def test_a_source_that_breaks_the_format_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "fel.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"fel\.md"):
        load(path)


def test_marks_are_taken_out_of_running_text() -> None:
    pieces = parse_inline("Se **stadens** {{policy|title}} och *annat*[^a].", "prov")
    assert plain(pieces) == "Se stadens policy och annat."
    assert [piece.bold for piece in pieces if piece.text == "stadens"] == [True]
    with pytest.raises(ValueError, match="unbalanced"):
        parse_inline("Se {{policy|title", "prov")


def test_squeezed_text_does_not_know_line_ends() -> None:
    assert squeeze("verk-\nsamhet •  och") == "verksamhetoch"
