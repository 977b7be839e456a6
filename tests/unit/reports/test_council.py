"""The paper to the council, from the corpus and verdicts on it."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document as Word

from styrdok.consolidation.project import Grounds, work_of
from styrdok.engines.kept import analysed
from styrdok.errors import UsageProblem
from styrdok.judgements.acts import Act, ActKind, Subject, sealed
from styrdok.judgements.reviews import reviews
from styrdok.registry.store import Registry
from styrdok.reports.council import Letterhead, council_paper
from styrdok.reports.formats import writer_for
from styrdok.reports.material import Material
from styrdok.vocabulary import Action, Kind, Verdict

DAY = date(2026, 5, 1)
HEAD = Letterhead("Ekhamns stad", "Stadsledningskontoret", "KS 2026/12")


@pytest.fixture(scope="module")
def found(corpus_registry):
    with Registry.open(corpus_registry, read_only=True) as opened:
        seen = analysed(opened, DAY)
        return seen, Material.of(seen.snapshot, opened.files(), seen.analysis, DAY, ())


def paper(found, *acts):
    seen, material = found
    documents = [record.document for record in seen.snapshot.records]
    grounds = Grounds(seen.overlaps, seen.needs, seen.proposals, acts, reviews(acts, documents, lambda _: ()))
    return council_paper(material, work_of(seen.snapshot, grounds, DAY), HEAD, DAY)


def verdict(found, start, action, second=1):
    documents = (record.document for record in found[0].snapshot.records)
    name = next(
        one.id for one in documents if one.display_title.startswith(start) and one.description.kind is Kind.STEERING
    )
    at = f"2026-04-01T10:00:{second:02}.000000+00:00"
    said = {"action": action, "verdict": Verdict.ACCEPT, "comment": "Har spelat ut sin roll"}
    return sealed(Act(ActKind.JUDGEMENT, at, "Anna", (Subject(name),), **said))


def test_without_a_verdict_there_is_nothing_to_propose(found):
    with pytest.raises(UsageProblem, match="ingen bedömning"):
        paper(found)


def test_the_clauses_stand_under_the_body_with_reasons_consequences_and_evidence(found):
    report = paper(found, verdict(found, "Trygghetsprogram", Action.REPEAL))
    assert report.scope == "Ekhamns stad · Stadsledningskontoret · Dnr KS 2026/12"
    by_name = {section.name: section for section in report.sections}
    assert list(by_name) == ["arendet", "beslut", "bakgrund", "bedomning", "remiss", "dokument"]
    (listing,) = by_name["beslut"].lists
    assert listing.heading == "Kommunfullmäktige"
    assert listing.points[0].text.startswith("att upphäva ”Trygghetsprogram 2019–2022”")
    assert "ska ändras" in listing.points[1].text
    (reasons,) = by_name["bedomning"].lists
    (point,) = reasons.points
    assert "Har spelat ut sin roll." in point.text
    assert "hänvisar till ”Trygghetsprogram 2019–2022” och behöver ändras." in point.text
    assert point.quotes
    (table,) = by_name["dokument"].tables
    assert sum(bool(row.cells[-1]) for row in table.rows) == 1


def test_the_word_file_has_no_contents_and_every_number_leads_to_evidence(found):
    report = paper(found, verdict(found, "Trygghetsprogram", Action.REPEAL))
    words = [paragraph.text for paragraph in Word(BytesIO(writer_for(".docx")(report))).paragraphs]
    assert "Innehåll" not in words
    assert "Förslag till beslut" in words
    assert any(text.startswith("1\t”") for text in words)


def test_when_everything_is_kept_no_change_is_proposed(found):
    report = paper(found, verdict(found, "Biblioteksplan", Action.KEEP))
    by_name = {section.name: section for section in report.sections}
    assert by_name["beslut"].text == ("Inga ändringar föreslås.",)
    assert by_name["bedomning"].lists == ()
