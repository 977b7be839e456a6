"""Remarks on documents, each drawn from a small registry that has just that fault."""

from dataclasses import fields, replace
from datetime import date

import pytest

from styrdok.findings import Record, Remark, Snapshot
from styrdok.models import Description, Extraction, FieldValue, Goal, Reference
from styrdok.overlaps.needs.checks import check
from styrdok.overlaps.needs.find import find_needs
from styrdok.overlaps.needs.profiles import profile_of
from styrdok.swedish.bodies import sort_of
from styrdok.vocabulary import (
    DocumentType,
    Kind,
    MentionKind,
    Modality,
    NeedReason,
    Refusal,
    Relation,
    Status,
)
from tests import made
from tests.made import anchor, reference

TODAY = date(2024, 6, 1)
WHOLE = Description(
    kind=Kind.STEERING,
    type=DocumentType.PLAN,
    title="Parkplan",
    organisation="Norrbro kommun",
    adopted_by="kommunfullmäktige",
    adopted_on=date(2020, 5, 4),
    diary_numbers=("KS 2019/1",),
    responsible="Parkchefen",
)


def record(name: str, **changes: object) -> Record:
    """A document that lacks nothing, but for what is changed."""
    description = replace(WHOLE, title=name, **changes)  # type: ignore[arg-type]
    whole = {field.name: getattr(description, field.name) for field in fields(description)}
    return Record(made.document(name, **whole), Extraction((), (), (), ()))


def found(*parts: Record | Reference) -> dict[tuple[str, str], Remark]:
    records = tuple(part for part in parts if isinstance(part, Record))
    references = tuple(part for part in parts if isinstance(part, Reference))
    return {(one.code, one.document): one for one in check(Snapshot(records, references), TODAY)}


def test_nothing_to_remark_on() -> None:
    assert found(record("a"), record("b"), reference("a", "Parkplan b", "b")) == {}


def test_dangling_reference_names_what_is_missing_and_shows_the_place() -> None:
    remark = found(record("a"), reference("a", "Trädpolicy"))["dangling_reference", "a"]
    assert "Trädpolicy" in str(remark.sentence)
    assert remark.evidence[0].anchor.text == "Trädpolicy"


@pytest.mark.parametrize("relation", [Relation.REPLACES, Relation.PLANNED_REPLACEMENT, Relation.REPEALS])
def test_what_is_replaced_or_planned_may_be_absent(relation: Relation) -> None:
    assert found(record("a"), reference("a", "Trädpolicy", relation=relation)) == {}


def test_denied_document_is_not_dangling() -> None:
    assert found(record("a"), reference("a", "resepolicy", modality=Modality.NEGATED)) == {}


def test_stale_reference() -> None:
    assert ("stale_reference", "a") in found(record("a"), record("b"), reference("a", "b", "b", stale=True))


def test_reference_to_a_repealed_act() -> None:
    remarks = found(record("a"), reference("a", "SFS 1998:204", "x", kind=MentionKind.LAW))
    assert "2018-05-25" in str(remarks["repealed_law", "a"].sentence)


def test_expired_without_successor() -> None:
    assert "2023-12-31" in str(found(record("a", valid_to=date(2023, 12, 31)))["expired", "a"].sentence)


def test_expired_with_successor_is_no_remark() -> None:
    old, new = record("a", valid_to=date(2023, 12, 31)), record("b", adopted_on=date(2023, 11, 6))
    assert found(old, new, reference("b", "a", "a", relation=Relation.REPLACES)) == {}


def test_last_day_is_still_valid() -> None:
    assert found(record("a", valid_to=TODAY)) == {}


def test_draft_is_no_successor() -> None:
    old, new = record("a", valid_to=date(2023, 12, 31)), record("b", status=Status.DRAFT)
    assert ("expired", "a") in found(old, new, reference("b", "a", "a", relation=Relation.REPLACES))


def test_replaced_but_still_in_force_and_cited() -> None:
    old, new = record("a", status=Status.IN_FORCE), record("b", adopted_on=date(2022, 1, 10))
    remarks = found(
        old, new, record("c"), reference("b", "a", "a", relation=Relation.REPLACES), reference("c", "a", "a")
    )
    assert ("replaced_but_listed", "a") in remarks
    assert "”c”" in str(remarks["replaced_but_cited", "a"].sentence)


def test_a_memo_takes_nobodys_place() -> None:
    old, memo = record("a", valid_to=date(2023, 12, 31)), record("b", kind=Kind.MEMO)
    assert ("expired", "a") in found(old, memo, reference("b", "a", "a", relation=Relation.REPLACES))


def test_later_edition_takes_the_place() -> None:
    old = record("a", status=Status.IN_FORCE)
    new = record("b", adopted_on=date(2022, 1, 10))
    edition = replace(new, document=replace(new.document, line="a"))
    assert ("replaced_but_listed", "a") in found(old, edition)


def test_two_live_successors() -> None:
    parts = [record(name, adopted_on=date(2022, 1, 10)) for name in "bc"]
    remarks = found(
        record("a"),
        *parts,
        reference("b", "a", "a", relation=Relation.REPLACES),
        reference("c", "a", "a", relation=Relation.REPLACES),
    )
    assert "”b” och ”c”" in str(remarks["two_successors", "a"].sentence)


def test_documents_that_replace_each_other() -> None:
    remarks = found(
        record("a"),
        record("b"),
        reference("a", "b", "b", relation=Relation.REPLACES),
        reference("b", "a", "a", relation=Relation.REPLACES),
    )
    assert [key for key in remarks if key[0] == "replacement_cycle"] == [("replacement_cycle", "a")]


def test_replaced_by_turns_the_arrow() -> None:
    remarks = found(
        record("a", valid_to=date(2021, 1, 1)),
        record("b", adopted_on=date(2021, 3, 1)),
        reference("a", "b", "b", relation=Relation.REPLACED_BY),
    )
    assert remarks == {}


def test_decided_before_what_it_replaces() -> None:
    remarks = found(
        record("a", adopted_on=date(2022, 12, 13)),
        record("b", adopted_on=date(2023, 5, 2)),
        reference("a", "b", "b", relation=Relation.REPLACES),
    )
    assert "2023-05-02" in str(remarks["contradiction", "a"].sentence)


def test_replaced_case_is_younger_than_the_decision() -> None:
    remark = reference("a", "VON 2023:00137", relation=Relation.REPLACES, kind=MentionKind.DIARY_NUMBER)
    assert ("contradiction", "a") in found(record("a", adopted_on=date(2022, 12, 13)), remark)


def test_last_day_before_the_decision() -> None:
    assert ("contradiction", "a") in found(record("a", valid_to=date(2019, 12, 31)))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"responsible": None}, "no_owner"),
        ({"diary_numbers": ()}, "no_diary_number"),
        ({"adopted_by": None, "adopted_on": None}, "no_decision"),
    ],
)
def test_what_is_lacking(change: dict[str, object], code: str) -> None:
    assert list(found(record("a", **change))) == [(code, "a")]


@pytest.mark.parametrize("kind", [Kind.REPLY, Kind.MINUTES, Kind.MEMO])
def test_case_papers_need_no_owner(kind: Kind) -> None:
    assert found(record("a", kind=kind, responsible=None, diary_numbers=())) == {}


@pytest.mark.parametrize(
    ("kind", "adopter", "wrong"),
    [
        (DocumentType.FEES, "tekniska nämnden", True),
        (DocumentType.FEES, "kommunfullmäktige", False),
        (DocumentType.POLICY, "socialchefen", True),
        (DocumentType.ROUTINE, "kommunfullmäktige", True),
        (DocumentType.POLICY, "Karin Åhlund", False),
    ],
)
def test_adopter_and_type(kind: DocumentType, adopter: str, wrong: bool) -> None:
    assert (("wrong_adopter", "a") in found(record("a", type=kind, adopted_by=adopter))) is wrong


def test_an_organisation_may_have_rules_of_its_own() -> None:
    remarks = found(
        record("a", type=DocumentType.STRATEGY, organisation="Österåkers kommun", adopted_by="socialnämnden")
    )
    assert "Enligt organisationens ordning" in str(remarks["wrong_adopter", "a"].sentence)
    assert not profile_of("Sandviks kommun").own


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kommunfullmäktige", "assembly"),
        ("kommunstyrelsen", "board"),
        ("kommunstyrelsens arbetsutskott", "committee"),
        ("Åsberga stadsdelsnämnd", "committee"),
        ("kommundirektören", "office"),
        ("Karin Åhlund", None),
    ],
)
def test_class_of_adopter(name: str, expected: str | None) -> None:
    assert sort_of(name) == expected


def test_the_default_is_about_municipalities_and_regions() -> None:
    assert found(record("a", type=DocumentType.POLICY, organisation="Norrbro högskola", adopted_by="rektor")) == {}


def test_a_standard_is_not_missing() -> None:
    assert found(record("a"), reference("a", "SS-ISO/IEC 27001:2014")) == {}


def test_field_that_does_not_hold_what_it_asks_for() -> None:
    refused = FieldValue("adopted_by", "", "Datum, paragraf", Refusal.NOT_A_BODY, 0.05, anchor("Datum, paragraf"))
    one = record("a")
    remark = found(replace(one, extraction=replace(one.extraction, fields=(refused,))))["refused_field", "a"]
    assert str(remark.sentence) == "Beslutat av: ”Datum, paragraf” är inte ett organ."


def test_file_that_lacks_pages() -> None:
    whole = record("a")
    mark = FieldValue("pages_marked", "12", "Sida 1 (12)", "page mark", 0.9, anchor("Sida 1 (12)"))
    cut = replace(whole, extraction=replace(whole.extraction, fields=(mark,)))
    assert "12 sidor" in str(found(cut)["missing_pages", "a"].sentence)
    assert found(replace(cut, document=replace(cut.document, pages=12))) == {}


def test_goals_in_a_policy() -> None:
    goal = Goal("Utsläppen ska halveras", None, "50 %", 2030, anchor("Utsläppen ska halveras"))
    plan, policy = record("a"), record("b", type=DocumentType.POLICY)
    both = [replace(one, extraction=replace(one.extraction, goals=(goal,))) for one in (plan, policy)]
    assert list(found(*both)) == [("goals_in_norm", "b")]


def test_order_of_documents_does_not_matter() -> None:
    parts = [record("a", responsible=None), record("b", diary_numbers=())]
    first = check(Snapshot(tuple(parts), ()), TODAY)
    assert first == check(Snapshot(tuple(reversed(parts)), ()), TODAY)


def test_remarks_and_needs_find_the_same_documents_expired() -> None:
    ends = (None, date(2023, 12, 31), TODAY, date(2030, 1, 1))
    records = [
        record(f"{status.value}-{number}", status=status, valid_to=end, open_ended=open_ended)
        for status in Status
        for number, (end, open_ended) in enumerate((end, forever) for end in ends for forever in (False, True))
    ]
    later = record("later", adopted_on=date(2023, 11, 6))
    snapshot = Snapshot((*records, later), (reference("later", "x", "in_force-2", relation=Relation.REPLACES),))
    remarked = {one.document for one in check(snapshot, TODAY) if one.code == "expired"}
    needed = {one.documents[0] for one in find_needs(snapshot, (), TODAY) if one.reason is NeedReason.EXPIRED}
    assert remarked == needed
    assert {"unknown-2", "adopted-2", "expired-0"} <= needed
    assert not needed & {"in_force-2", "in_force-3", "extended-2", "draft-2", "repealed-2"}
