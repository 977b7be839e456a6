import random
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.models import Anchor, Description, Document, Mention, Reference
from styrdok.resolution.editions import document_status, lines, statuses
from styrdok.resolution.resolve import resolve
from styrdok.vocabulary import Kind, MentionKind, Relation, ResolutionStatus, Status
from tests import made

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "resolve.toml").read_text(encoding="utf-8"))["case"]


def document(name: str, row: list[str]) -> Document:
    kind, title, organisation, adopted, status, valid_to, number = row
    return made.document(
        name,
        title or None,
        kind=Kind(kind),
        organisation=organisation or None,
        adopted_on=date.fromisoformat(adopted) if adopted else None,
        status=Status(status) if status else Status.UNKNOWN,
        valid_to=date.fromisoformat(valid_to) if valid_to else None,
        diary_numbers=(number,) if number else (),
    )


def with_lines(documents: list[Document]) -> list[Document]:
    found = lines(documents)
    return [replace(item, line=found[item.id]) for item in documents]


def mentions(rows: list[list[Any]]) -> list[Mention]:
    found, at = [], 0
    for text, kind, relation, *_ in rows:
        if text.startswith("gap "):
            text, at = text.removeprefix("gap "), at + 1000
        end = at + len(text)
        found.append(
            Mention(
                MentionKind(kind), at, end, text, text, Anchor(1, at, end, text), "case", relation=Relation(relation)
            )
        )
        at = end + 5
    return found


def outcome(case: dict[str, Any], documents: list[Document]) -> tuple[Reference, ...]:
    return resolve({case["in"]: mentions(case["mentions"]["rows"])}, with_lines(documents))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case: dict[str, Any]) -> None:
    documents = [document(name, row) for name, row in case["documents"].items()]
    for row, reference in zip(case["mentions"]["rows"], outcome(case, documents), strict=True):
        resolution = reference.resolution
        assert (resolution.status, resolution.target or "", resolution.stale) == (row[3], row[4], row[5]), (
            row,
            resolution,
        )
        assert resolution.reason
        if resolution.status is ResolutionStatus.AMBIGUOUS:
            assert resolution.candidates


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_order_of_documents_does_not_matter(case: dict[str, Any]) -> None:
    documents = [document(name, row) for name, row in case["documents"].items()]
    expected = outcome(case, documents)
    for seed in range(3):
        random.Random(seed).shuffle(documents)
        assert outcome(case, documents) == expected


def test_unrelated_documents_change_nothing() -> None:
    case = CASES[0]
    documents = [document(name, row) for name, row in case["documents"].items()]
    more = document("extra", ["steering", "Plan för hantering av snö", "Norrö kommun", "2019-01-01", "", "", ""])
    assert outcome(case, documents) == outcome(case, [*documents, more])


def test_a_document_added_later_is_found() -> None:
    policy = document("policy", ["steering", "Personalpolicy", "Ekhamns kommun", "2015-03-02", "", "", ""])
    plan = document("plan", ["steering", "Bemanningsplan", "Ekhamns kommun", "2018-01-15", "", "", ""])
    said = {"plan": mentions([["personalpolicyn", "title", "refers_to"]])}
    assert resolve(said, [plan])[0].resolution.status is ResolutionStatus.MISSING
    assert resolve(said, [plan, policy])[0].resolution.target == "policy"


def test_the_year_after_a_word_tells_the_edition() -> None:
    old = document("old", ["steering", "Kvalitetsprogram", "Ekhamns kommun", "2012-03-26", "", "", ""])
    new = document("new", ["steering", "Kvalitetsprogram", "Ekhamns kommun", "2022-02-21", "", "", ""])
    plan = document("plan", ["steering", "Bemanningsplan", "Ekhamns kommun", "2023-01-15", "", "", ""])
    rows = [["kvalitetsprogrammet", "title", "refers_to"], ["programmet", "title", "refers_to"]]
    first, second = mentions(rows)
    said = [
        replace(first, sentence="Se kvalitetsprogrammet från år 2012."),
        replace(second, sentence="Jämfört med programmet från 2012 är det kortare."),
        replace(second, start=900, end=910, sentence="Jämfört med programmet från 2015 är det kortare."),
    ]
    found = resolve({"plan": said}, with_lines([old, new, plan]))
    assert [item.resolution.target for item in found] == ["old", "old", None]


@pytest.mark.parametrize("head", ["Remissyttrande:", "Kontorsyttrande:", "Synpunkter på"])
def test_a_reply_means_the_edition_that_its_heading_names(head: str) -> None:
    old = document("old", ["steering", "Hamnprogram 2016–2020", "Ekhamns kommun", "2015-11-30", "", "", ""])
    new = document("new", ["steering", "Hamnprogram 2025–2029", "Ekhamns kommun", "2025-03-31", "", "", ""])
    title = f"{head} Ekhamns kommuns hamnprogram 2025–2029"
    reply = document("reply", ["reply", title, "Ekhamns kommun", "2024-11-15", "", "", ""])
    said = mentions([["hamnprogrammet", "title", "refers_to"], ["programmet", "title", "refers_to"]])
    found = resolve({"reply": said}, with_lines([old, new, reply]))
    assert [item.resolution.target for item in found] == ["new", "new"]


def test_a_bare_noun_is_what_is_named_right_behind_it() -> None:
    old = document("old", ["steering", "Hamnprogram 2016–2020", "Ekhamns kommun", "2015-11-30", "", "", ""])
    new = document("new", ["steering", "Hamnprogram 2025–2029", "Ekhamns kommun", "2025-03-31", "", "", ""])
    reply = document(
        "reply", ["reply", "Svar på remiss: Hamnprogram 2025–2029", "Ekhamns kommun", "2024-11-15", "", "", ""]
    )
    bare, named = mentions([["programmet", "title", "refers_to"], ["Hamnprogram 2016–2020", "title", "refers_to"]])
    sentence = "Det nuvarande programmet, Hamnprogram 2016–2020, är långt."
    bare = replace(bare, rule="anaphora", start=0, end=10, sentence=sentence)
    named = replace(named, start=12, end=33, sentence=sentence)
    found = resolve({"reply": [bare, named]}, with_lines([old, new, reply]))
    assert [item.resolution.target for item in found] == ["old", "old"]
    found = resolve({"reply": [bare, replace(named, start=40, end=61)]}, with_lines([old, new, reply]))
    assert found[0].resolution.target == "new"


def test_decision_that_adopted_a_document() -> None:
    policy = document("policy", ["steering", "Personalpolicy", "Ekhamns kommun", "2015-03-02", "", "", ""])
    policy = replace(policy, description=replace(policy.description, decision="KF 2015-03-02 § 17"))
    plan = document("plan", ["steering", "Bemanningsplan", "Ekhamns kommun", "2018-01-15", "", "", ""])
    rows = [["KF 2015-03-02 § 17", "decision", "refers_to"], ["KF 2015-03-02 § 18", "decision", "refers_to"]]
    found = resolve({"plan": mentions(rows)}, [plan, policy])
    assert [item.resolution.target for item in found] == ["policy", None]


def test_replacement_makes_stale() -> None:
    old = document("old", ["steering", "Lönepolicy", "Ekhamns kommun", "2010-01-01", "", "", ""])
    new = document("new", ["steering", "Medarbetarpolicy", "Ekhamns kommun", "2015-01-01", "", "", ""])
    plan = document("plan", ["steering", "Bemanningsplan", "Ekhamns kommun", "2018-01-15", "", "", ""])
    early = document("early", ["steering", "Rekryteringsplan", "Ekhamns kommun", "2012-01-15", "", "", ""])
    said = {
        "new": mentions([["lönepolicyn", "title", "replaces"]]),
        "plan": mentions([["lönepolicyn", "title", "refers_to"]]),
        "early": mentions([["lönepolicyn", "title", "refers_to"]]),
    }
    found = resolve(said, [old, new, plan, early])
    assert {item.source: item.resolution.stale for item in found} == {"new": False, "plan": True, "early": False}
    assert lines([old, new, plan, early], found)["old"] == lines([old, new, plan, early], found)["new"]
    assert statuses([old, new, plan, early], found, date(2020, 1, 1))["old"] is Status.REPLACED


def test_lines() -> None:
    rows = {
        "a": ["steering", "Avfallsplan 2011–2014", "Ekhamns kommun", "2010-11-29", "", "", ""],
        "b": ["steering", "Ekhamns kommuns avfallsplan 2015-2018", "Ekhamns kommun", "2014-11-29", "", "", ""],
        "c": ["steering", "Avfallsplan", "Alviks kommun", "2014-11-29", "", "", ""],
        "d": ["steering", "Plan för avfall och återbruk", "Ekhamns kommun", "2014-11-29", "", "", ""],
        "e": ["reply", "Svar på remiss om avfallsplan", "Ekhamns kommun", "2014-11-29", "", "", ""],
        "f": ["steering", "Riktlinjer för avfall", "Ekhamns kommun", "2014-11-29", "", "", ""],
    }
    documents = [document(name, row) for name, row in rows.items()]
    assert lines(documents) == {"a": "a", "b": "a", "c": "c", "d": "d", "e": "e", "f": "f"}
    assert lines(documents, contained=[("f", "d")])["f"] == "d"
    assert lines(documents[::-1]) == lines(documents)


def test_every_committee_has_its_own_delegation() -> None:
    plain = ["steering", "Delegationsordning", "Ekhamns kommun", "2020-01-01", "", "", ""]
    documents = [document(name, plain) for name in ("a", "b", "c")]
    adopters = ["socialnämnden", "miljönämnden", "Socialnämnden"]
    documents = [
        replace(item, description=replace(item.description, adopted_by=adopter))
        for item, adopter in zip(documents, adopters, strict=True)
    ]
    assert lines(documents) == {"a": "a", "b": "b", "c": "a"}


def test_lines_of_unknown_owners() -> None:
    rows = {
        "a": ["report", "Risk- och sårbarhetsanalys 2015", "Ekhamns kommun", "", "", "", ""],
        "b": ["report", "Kommunal risk- och sårbarhetsanalys för mandatperioden 2019–2022", "", "", "", "", ""],
    }
    other = document("c", ["report", "Risk- och sårbarhetsanalys", "Alviks kommun", "", "", "", ""])
    documents = [document(name, row) for name, row in rows.items()]
    assert lines(documents) == {"a": "a", "b": "a"}
    assert lines([*documents, other]) == {"a": "a", "b": "b", "c": "c"}


def test_document_status() -> None:
    said = Description(adopted_on=date(2018, 1, 1), valid_to=date(2020, 12, 31))
    assert document_status(said, date(2017, 1, 1)) is Status.ADOPTED
    assert document_status(said, date(2019, 1, 1)) is Status.IN_FORCE
    assert document_status(said, date(2021, 1, 1)) is Status.EXPIRED
    assert document_status(said, date(2021, 1, 1), date(2019, 6, 1)) is Status.REPLACED
    assert document_status(replace(said, status=Status.EXTENDED), date(2021, 1, 1)) is Status.EXTENDED
    assert document_status(Description(), date(2021, 1, 1)) is Status.UNKNOWN
    assert document_status(Description(status=Status.REMITTED), date(2021, 1, 1), date(2020, 1, 1)) is Status.REMITTED


TOPICS = ["miljö", "trafik", "kultur", "energi", "park", "idrott", "personal", "upphandlings", "kvalitets"]
HEADS = ["plan", "policy", "strategi", "program"]


@given(st.lists(st.tuples(st.sampled_from(TOPICS), st.sampled_from(HEADS)), min_size=1, max_size=12, unique=True))
def test_a_resolved_title_has_the_same_matter_and_head(pairs: list[tuple[str, str]]) -> None:
    documents = [
        document(f"d{index}", ["steering", topic + head, "Ekhamns kommun", "2010-01-01", "", "", ""])
        for index, (topic, head) in enumerate(pairs)
    ]
    source = document("source", ["steering", "Riktlinjer för resor", "Ekhamns kommun", "2012-01-01", "", "", ""])
    rows = [[f"{topic}{head}", "title", "refers_to"] for topic in TOPICS for head in HEADS]
    for reference in resolve({"source": mentions(rows)}, [*documents, source]):
        known = {topic + head: f"d{index}" for index, (topic, head) in enumerate(pairs)}
        assert reference.resolution.target == known.get(reference.mention.text)


def _said(name: str, kind: MentionKind, start: int, sentence: str) -> Mention:
    place = Anchor(1, start, start + len(name), name)
    return Mention(kind, start, start + len(name), name, name, place, "case", sentence=sentence)


def test_a_number_that_no_document_bears_is_that_of_the_title_it_stands_behind() -> None:
    documents = [
        document("plan", ["steering", "Bryggplan", "Lindefors kommun", "2029-02-01", "", "", ""]),
        document("one", ["reply", "Svar", "Lindefors kommun", "", "", "", ""]),
        document("two", ["reply", "Yttrande", "Lindefors kommun", "", "", "", ""]),
    ]
    sentence = "Vi har läst Bryggplan (dnr 77/28) och saknar en karta enligt KS 5/28."
    said = {
        "one": [
            _said(text, kind, sentence.index(text), sentence)
            for text, kind in (
                ("Bryggplan", MentionKind.TITLE),
                ("77/28", MentionKind.DIARY_NUMBER),
                ("KS 5/28", MentionKind.DIARY_NUMBER),
            )
        ],
        "two": [_said("77/28", MentionKind.DIARY_NUMBER, 0, "77/28 är bra.")],
    }
    found = {(one.source, one.mention.text): one.resolution for one in resolve(said, with_lines(documents))}
    assert found["one", "77/28"].target == "plan"
    assert found["two", "77/28"].target == "plan"
    assert found["one", "KS 5/28"].status is ResolutionStatus.MISSING


def test_a_short_name_is_the_document_that_the_text_names_in_full() -> None:
    documents = [
        document(
            "plan", ["steering", "Handlingsplan för båtplatser i småbåtshamnarna", "Alviks kommun", "", "", "", ""]
        ),
        document("pm", ["memo", "Översyn", "Alviks kommun", "", "", "", ""]),
    ]
    short = _said("handlingsplanen för båtplatser", MentionKind.TITLE, 0, "")
    full = _said("Handlingsplan för båtplatser i småbåtshamnarna", MentionKind.TITLE, 900, "")
    alone = resolve({"pm": [short]}, with_lines(documents))
    both = resolve({"pm": [short, full]}, with_lines(documents))
    assert alone[0].resolution.status is ResolutionStatus.AMBIGUOUS
    assert [one.resolution.target for one in both] == ["plan", "plan"]


def test_a_document_speaks_as_of_the_day_when_it_was_last_revised() -> None:
    old = document("old", ["steering", "Kvalitetsprogram", "Ekhamns kommun", "2012-03-26", "", "", ""])
    new = document("new", ["steering", "Kvalitetsprogram", "Ekhamns kommun", "2022-02-21", "", "", ""])
    routine = document("routine", ["steering", "Rutin för båtar", "Ekhamns kommun", "2018-09-03", "", "", ""])
    said = {"routine": mentions([["kvalitetsprogrammet", "title", "refers_to"]])}
    documents = with_lines([old, new, routine])
    assert resolve(said, documents)[0].resolution.target == "old"
    assert resolve(said, documents, {"routine": date(2022, 5, 16)})[0].resolution.target == "new"
    assert resolve(said, documents, {"routine": date(2016, 5, 16)})[0].resolution.target == "old"


def test_a_number_in_a_list_of_numbers_first_is_not_that_of_the_title_before_it() -> None:
    documents = [
        document("plan", ["steering", "Bryggplan", "Lindefors kommun", "2029-02-01", "", "", ""]),
        document("regler", ["steering", "Regler för bojar", "Lindefors kommun", "2029-02-01", "", "", ""]),
        document("one", ["reply", "Svar", "Lindefors kommun", "", "", "", ""]),
    ]

    def numbered(sentence: str) -> ResolutionStatus:
        said = [
            _said(text, kind, sentence.index(text), sentence)
            for text, kind in (
                ("Bryggplan", MentionKind.TITLE),
                ("KS 2028/77-2", MentionKind.DIARY_NUMBER),
                ("Regler för bojar", MentionKind.TITLE),
            )
        ]
        (number,) = [one for one in resolve({"one": said}, with_lines(documents)) if one.mention.text == "KS 2028/77-2"]
        return number.resolution.status

    assert numbered("KS 2028/77-3 Bryggplan KS 2028/77-2 Regler för bojar") is ResolutionStatus.MISSING
    assert numbered("Bryggplan KS 2028/77-2 Regler för bojar KS 2028/77-1") is ResolutionStatus.RESOLVED


def test_a_new_document_is_not_the_one_of_a_longer_name_that_the_text_names() -> None:
    plan = "Handlingsplan för båtplatser i småbåtshamnarna"
    documents = [
        document("plan", ["steering", plan, "Alviks kommun", "", "", "", ""]),
        document("pm", ["memo", "Översyn", "Alviks kommun", "", "", "", ""]),
    ]
    sentence = "Den upphävs när en ny handlingsplan för båtplatser har trätt i kraft."
    short = _said("handlingsplan för båtplatser", MentionKind.TITLE, 22, sentence)
    found = resolve({"pm": [short, _said(plan, MentionKind.TITLE, 900, "")]}, with_lines(documents))
    assert [one.resolution.status for one in found] == [ResolutionStatus.AMBIGUOUS, ResolutionStatus.RESOLVED]


@pytest.mark.parametrize(
    ("again", "at", "status"),
    [
        ("dagens policy", 500, ResolutionStatus.AMBIGUOUS),
        ("dagens policy", 60, ResolutionStatus.RESOLVED),
        ("policyn", 500, ResolutionStatus.RESOLVED),
    ],
)
def test_a_noun_that_takes_up_nothing_is_not_surely_what_was_named_far_before(
    again: str, at: int, status: ResolutionStatus
) -> None:
    documents = [
        document("policy", ["steering", "Badpolicy", "Alviks kommun", "2020-01-07", "", "", ""]),
        document("plan", ["steering", "Hamnplan", "Alviks kommun", "2029-01-07", "", "", ""]),
    ]
    said = [_said("badpolicyn", MentionKind.TITLE, 0, "Enligt badpolicyn."), _said(again, MentionKind.TITLE, at, again)]
    found = resolve({"plan": said}, with_lines(documents))
    assert [one.resolution.status for one in found] == [ResolutionStatus.RESOLVED, status]
