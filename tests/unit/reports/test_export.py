import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from styrdok import vocabulary
from styrdok.engines.analyse import Analysis
from styrdok.findings import Need, Overlap, Place, Proposal, Record, SharedPassage, Signal, Snapshot
from styrdok.judgements.acts import Act, ActKind, Subject, sealed
from styrdok.language import Sentence
from styrdok.models import (
    Anchor,
    Box,
    Commitment,
    Definition,
    Description,
    Document,
    Extraction,
    Goal,
    Mention,
    Passage,
    Reference,
    Resolution,
    Theme,
    Viewpoint,
)
from styrdok.registry.files import FileRecord
from styrdok.reports.export import Material, export, export_text, schema
from styrdok.vocabulary import (
    Action,
    Bindingness,
    FileStatus,
    Kind,
    Linked,
    MentionKind,
    NeedReason,
    Relation,
    ResolutionStatus,
    ReuseKind,
    SpeakerKind,
    Stance,
    Verdict,
    ViewpointKind,
)

jsonschema = pytest.importorskip("jsonschema")

A, B, C, M = "d" + "a" * 12, "d" + "b" * 12, "d" + "c" * 12, "d" + "e" * 12
ANCHOR = Anchor(2, 3, 8, "ord på sidan", (Box(1.234567, 2, 3, 4),))


def _document(name: str, title: str | None) -> Document:
    description = Description(title=title, adopted_on=date(2021, 5, 17), diary_numbers=("KS 2021/412",))
    return Document(name, name[1] * 64, f"{name}.pdf", 3, name, description)


def _mention(label: str) -> Mention:
    return Mention(MentionKind.TITLE, 3, 8, label, label, ANCHOR, "test")


def _snapshot() -> Snapshot:
    extraction = Extraction(
        (),
        (Passage(0, 3, 8, "Inledning", ANCHOR),),
        (_mention("Plan B"), _mention("Plan C"), _mention("denna plan")),
        (Theme("trygghet", 0.512345, (ANCHOR,)),),
        (Definition("ledare", "den som leder", ANCHOR),),
        (Commitment("Nämnden", Bindingness.MUST, "följa upp", None, ANCHOR),),
        (Goal("fler cyklar", None, "20 procent", 2030, ANCHOR),),
        (
            Viewpoint(
                "Kim Ek (M) och Lo Al (V)",
                SpeakerKind.PARTY,
                ("Plan B", "Plan C"),
                ViewpointKind.COORDINATION,
                Stance.SUPPORTS,
                ANCHOR,
            ),
        ),
    )
    references = (
        Reference(A, 0, extraction.mentions[0], Resolution(ResolutionStatus.RESOLVED, B)),
        Reference(A, 1, extraction.mentions[1], Resolution(ResolutionStatus.MISSING)),
        Reference(A, 2, extraction.mentions[2], Resolution(ResolutionStatus.SELF, A)),
    )
    records = (Record(_document(A, "Plan A"), extraction), Record(_document(B, None), Extraction((), (), (), ())))
    reply, answered = _reply()
    return Snapshot((*records, reply, _memo()), (*references, answered))


def _reply() -> tuple[Record, Reference]:
    """A reply on a plan that is not in the registry."""
    asked = Anchor(1, 3, 8, "Kajen bör ingå.")
    view = Viewpoint("Hamnnämnden", SpeakerKind.BOARD, ("Plan D",), ViewpointKind.SCOPE, Stance.SUPPORTS, asked)
    paper = Document(C, "c" * 64, f"{C}.pdf", 1, C, Description(kind=Kind.REPLY, organisation="Hamnnämnden"))
    mention = replace(_mention("Plan D"), anchor=asked, relation=Relation.RESPONDS_TO)
    reference = Reference(C, 0, mention, Resolution(ResolutionStatus.MISSING))
    return Record(paper, Extraction((), (), (mention,), (), viewpoints=(view,))), reference


def _memo() -> Record:
    """A memo on the same plan, which tells that a board was asked and did not answer."""
    told = Anchor(1, 0, 27, "Badnämnden har inte svarat.")
    description = Description(title="Antagande av Plan D", kind=Kind.MEMO)
    paper = Document(M, "e" * 64, f"{M}.pdf", 1, M, description)
    return Record(paper, Extraction((), (Passage(0, 0, 27, "", told),), (), ()))


def _analysis() -> Analysis:
    shared = SharedPassage(ANCHOR, ANCHOR, 0.9, 30.0, ReuseKind.EDITED)
    overlap = Overlap(A, B, 0.75, (Signal("passages", 0.5, 0.3, Sentence("…")),), (shared,), False, Linked.ONE_WAY)
    need = Need((A, "Plan C"), NeedReason.MISSING_DOCUMENT, 0.5, Sentence("…"), (Place(A, ANCHOR),))
    proposal = Proposal(Action.COORDINATE, (A, B), Sentence("Samordna."), (Place(A, ANCHOR),))
    return Analysis((overlap,), (need,), (proposal,))


FILES = (FileRecord("x.pdf", Path("/x.pdf"), None, FileStatus.QUARANTINED, reason="Trasig."),)


def _acts() -> list[Act]:
    judged = sealed(
        Act(
            ActKind.JUDGEMENT,
            "2026-01-01T00:00:00.000000+00:00",
            "kim",
            (Subject(A, f"{A}.pdf"), Subject("d" + "0" * 12, f"{B}.pdf")),
            action=Action.COORDINATE,
            verdict=Verdict.ACCEPT,
            comment="Ja.",
        )
    )
    moment = "2026-01-02T00:00:00.000000+00:00"
    corrected = sealed(
        Act(ActKind.CORRECTION, moment, "kim", (Subject(A, f"{A}.pdf"),), field="title", value="Kajplan")
    )
    at = "2026-01-03T00:00:00.000000+00:00"
    commented = sealed(Act(ActKind.COMMENT, at, "kim", (Subject(A, f"{A}.pdf"),), comment="Se över."))
    return [judged, corrected, commented]


def _export(**options: Any) -> dict[str, Any]:
    return export(_snapshot(), FILES, _analysis(), _acts(), **options)


def test_every_part_fits_the_schema() -> None:
    whole = _export(passages=True)
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(whole, schema())
    assert all(whole[name] for name in schema()["properties"])
    assert "passages" not in _export()


@pytest.mark.parametrize("together", [1, 2, 1000])
@pytest.mark.parametrize("names", [True, False])
def test_the_text_in_pieces_is_that_of_the_whole(monkeypatch: pytest.MonkeyPatch, together: int, names: bool) -> None:
    monkeypatch.setattr("styrdok.reports.export._TOGETHER", together)
    for material in (
        Material(_snapshot(), FILES, _analysis(), _acts(), names),
        Material(Snapshot((), ()), (), Analysis((), (), ()), (), names),
    ):
        whole = export(material.snapshot, material.files, material.analysis, material.acts, passages=names, names=names)
        text = b"".join(export_text(material, passages=names)).decode()
        assert text == json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def test_relations_count_rows_of_references() -> None:
    whole = _export()
    assert whole["relations"] == [
        {"source": A, "target": "Plan C", "relation": "refers_to", "modality": "fact", "evidence": [1]},
        {"source": A, "target": B, "relation": "refers_to", "modality": "fact", "evidence": [0]},
        {"source": C, "target": "Plan D", "relation": "responds_to", "modality": "fact", "evidence": [3]},
    ]


def test_what_is_spoken_of_is_named_by_id_where_it_is_known() -> None:
    assert _export()["viewpoints"][0]["about"] == [B, "Plan C"]


def test_persons_can_be_left_out() -> None:
    assert _export()["viewpoints"][0]["speaker"] == "Kim Ek (M) och Lo Al (V)"
    assert _export()["viewpoints"][0]["speaker_body"] == "M, V"
    assert _export(names=False)["viewpoints"][0]["speaker"] == "(M), (V)"
    assert [_export(names=names)["comments"][0]["who"] for names in (True, False)] == ["kim", None]


def test_a_proposal_shows_the_judgement_of_it_also_after_a_file_was_edited() -> None:
    (proposal,) = _export()["proposals"]
    assert (proposal["judgement"], proposal["judged_by"], proposal["comment"]) == ("accept", "kim", "Ja.")


@pytest.mark.parametrize(
    ("part", "key", "words"),
    [
        ("document", "kind", vocabulary.Kind),
        ("document", "type", vocabulary.DocumentType),
        ("document", "status", vocabulary.Status),
        ("reference", "kind", vocabulary.MentionKind),
        ("reference", "relation", vocabulary.Relation),
        ("reference", "modality", vocabulary.Modality),
        ("reference", "resolution", vocabulary.ResolutionStatus),
        ("relation", "relation", vocabulary.Relation),
        ("commitment", "modality", vocabulary.Bindingness),
        ("viewpoint", "kind", vocabulary.ViewpointKind),
        ("viewpoint", "speaker_kind", vocabulary.SpeakerKind),
        ("viewpoint", "stance", vocabulary.Stance),
        ("overlap", "linked", vocabulary.Linked),
        ("need", "reason", vocabulary.NeedReason),
        ("proposal", "action", vocabulary.Action),
        ("proposal", "judgement", vocabulary.Verdict),
        ("file", "status", vocabulary.FileStatus),
    ],
)
def test_the_schema_knows_all_code_words(part: str, key: str, words: type) -> None:
    assert schema()["$defs"][part]["properties"][key]["enum"] == [word.value for word in words]


def test_a_consultation_round_is_one_row_for_each_answer() -> None:
    (answer,) = _export()["rounds"]
    assert answer == {
        "document": "Plan D",
        "source": C,
        "body": "Hamnnämnden",
        "stance": "supports",
        "stance_by": "Hamnnämnden",
        "demands": [{"kind": "scope", "text": "Kajen bör ingå.", "page": 1}],
        "viewpoints": {"scope": 1},
    }


def test_who_was_asked_and_did_not_answer_is_a_row_with_the_place_that_tells_it() -> None:
    (silent,) = _export()["unanswered"]
    assert silent == {
        "document": "Plan D",
        "body": "Badnämnden",
        "source": M,
        "page": 1,
        "text": "Badnämnden har inte svarat.",
    }
