import json
import random
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.errors import NotFound, UsageProblem
from styrdok.findings import Place
from styrdok.ids import document_id
from styrdok.judgements.acts import (
    Act,
    ActKind,
    Opinion,
    Subject,
    Which,
    in_order,
    latest,
    next_moment,
    sealed,
    standing,
    steps,
    verdict_on,
)
from styrdok.judgements.exchange import from_line, from_text, to_line, to_text
from styrdok.judgements.reviews import reviews, reviews_on
from styrdok.models import Description, Document
from styrdok.registry import journal
from styrdok.registry.files import Seen
from styrdok.registry.intake import ReadResult
from styrdok.registry.store import Registry
from styrdok.vocabulary import Action, Freshness, StepField, Verdict

A, B, C = Subject("d1"), Subject("d2"), Subject("d3")


def _at(second: int) -> str:
    return f"2026-01-01T00:00:{second:02d}.000000+00:00"


def _judged(second: int, verdict: Verdict, who: str = "kim", subjects: tuple[Subject, ...] = (A, B)) -> Act:
    return sealed(Act(ActKind.JUDGEMENT, _at(second), who, subjects, verdict=verdict))


def _undo(second: int, act: Act, who: str = "kim") -> Act:
    return sealed(Act(ActKind.UNDO, _at(second), who, act.subjects, undoes=act.id))


def test_the_newest_judgement_counts() -> None:
    first, second = _judged(1, Verdict.ACCEPT), _judged(2, Verdict.DISMISS)
    assert verdict_on([second, first], ["d2", "d1"]) == second
    assert verdict_on([first, second], ["d1", "d3"]) is None
    assert verdict_on([first, second], ["d1", "d2"], Action.MERGE) is None


def test_undo_brings_back_what_was_shown_before() -> None:
    first, second = _judged(1, Verdict.ACCEPT), _judged(2, Verdict.DISMISS)
    back = _undo(3, second)
    assert verdict_on([first, second, back], ["d1", "d2"]) == first
    assert verdict_on([first, second, back, _undo(4, back)], ["d1", "d2"]) == second


def test_each_reviewer_has_one_judgement_of_a_pair() -> None:
    acts = [_judged(1, Verdict.ACCEPT), _judged(2, Verdict.DISMISS, "lo"), _judged(3, Verdict.UNSURE)]
    assert [(act.who, act.verdict) for act in latest(acts)] == [("lo", Verdict.DISMISS), ("kim", Verdict.UNSURE)]


acts_strategy = st.builds(
    _judged,
    st.integers(0, 59),
    st.sampled_from(list(Verdict)),
    st.sampled_from(["kim", "lo"]),
    st.sampled_from([(A, B), (A, C), (B, C)]),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Act]:
    acts: list[Act] = []
    for second in range(draw(st.integers(0, 8))):
        if acts and draw(st.booleans()):
            acts.append(_undo(second, draw(st.sampled_from(acts)), draw(st.sampled_from(["kim", "lo"]))))
        else:
            acts.append(draw(acts_strategy))
    return acts


@given(histories(), histories(), histories())
def test_putting_together_knows_no_order(a: list[Act], b: list[Act], c: list[Act]) -> None:
    assert in_order([*a, *b]) == in_order([*b, *a])
    assert in_order([*in_order([*a, *b]), *c]) == in_order([*a, *in_order([*b, *c])])
    assert in_order([*a, *a]) == in_order(a)
    assert standing([*a, *b, *c]) == standing([*c, *b, *a])


@given(histories(), acts_strategy)
def test_undoing_a_new_act_leaves_what_is_shown(history: list[Act], act: Act) -> None:
    if act in history:
        return
    times = sorted((act.at for act in history), reverse=True)
    new = sealed(Act(ActKind.JUDGEMENT, next_moment(times), act.who, act.subjects, verdict=act.verdict))
    back = sealed(Act(ActKind.UNDO, next_moment([new.at]), act.who, act.subjects, undoes=new.id))
    assert latest([*history, new, back]) == latest(history)


@given(histories(), st.integers(0, 8))
def test_what_counts_is_the_same_whether_acts_come_one_by_one_or_all_at_once(history: list[Act], known: int) -> None:
    acts, documents = (
        in_order(history),
        [Document(name, name, "", 1, name, Description()) for name in ("d1", "d2", "d3")],
    )
    every = {document.id for document in documents}
    before = reviews(acts[:known], documents, lambda _: ())
    on = reviews_on(before, acts[:known], acts, every)
    assert on in (None, reviews(acts, documents, lambda _: ()))
    if not any(act.undoes for act in acts):
        assert on is not None


def test_judgements_of_documents_that_are_gone_are_gone_through_anew() -> None:
    act = _judged(1, Verdict.ACCEPT)
    assert reviews_on((), (), (act,), {"d1"}) is None


@given(histories())
def test_acts_survive_being_written_as_text(history: list[Act]) -> None:
    lines = [to_line(act) for act in history]
    assert all("\n" not in line for line in lines)
    assert [from_line(line) for line in lines] == history


def test_text_that_is_no_act_is_refused() -> None:
    line = to_line(_judged(1, Verdict.ACCEPT))
    changed = json.loads(line) | {"verdict": "dismiss"}
    for wrong in ("", "x", "[]", "3", "{}", json.dumps(changed), line.replace("accept", "perhaps")):
        with pytest.raises(UsageProblem):
            from_line(wrong)


def test_a_new_act_comes_after_all_others_even_when_the_clock_was_set_back() -> None:
    moment = next_moment([_at(30), _at(20)], datetime(2020, 1, 1, tzinfo=UTC))
    assert moment == "2026-01-01T00:00:30.000001+00:00"


def _ids(*results: ReadResult) -> list[str]:
    return [document_id(result.sha256) for result in results]


def test_a_judgement_is_kept_with_what_lay_before_the_reviewer(
    registry: Registry, path: Path, quality: ReadResult, staff: ReadResult
) -> None:
    assert quality.extraction is not None
    pair = _ids(quality, staff)
    quote = Place(pair[0], quality.extraction.passages[1].anchor)
    done = registry.judge(pair, Opinion(Verdict.ACCEPT, Action.COORDINATE, "Samordnas."), "kim", [quote])
    registry.close()
    with Registry.open(path, read_only=True) as opened:
        (kept,) = opened.acts()
    assert kept == done
    assert kept.documents == tuple(sorted(pair))
    assert {subject.file for subject in kept.subjects} == {"kvalitet.pdf", "sub/personal.pdf"}
    assert kept.evidence[0].text.startswith("Ledare ska ge")
    assert (kept.reason, kept.comment) == (Action.COORDINATE, "Samordnas.")


def test_judging_what_is_not_there_is_refused(registry: Registry, quality: ReadResult) -> None:
    with pytest.raises(NotFound):
        registry.judge([*_ids(quality), "d000"], Opinion(Verdict.ACCEPT), "kim")
    with pytest.raises(NotFound):
        registry.undo("a000", "kim")
    assert registry.acts() == ()


def test_a_correction_shows_and_survives_and_can_be_undone(registry: Registry, path: Path, quality: ReadResult) -> None:
    (name,) = _ids(quality)
    act = registry.correct(name, "title", "Program för kvalitet", "kim")
    assert registry.record(name).document.description.title == "Program för kvalitet"
    assert registry.record(name).extraction.fields[0].value == "Kvalitetsprogram"
    registry.relink()
    assert registry.record(name).document.description.title == "Program för kvalitet"
    registry.undo(act.id, "kim")
    assert registry.record(name).document.description.title == "Kvalitetsprogram"
    registry.correct(name, "adopted_on", None, "kim")
    assert registry.record(name).document.description.adopted_on is None


@pytest.mark.parametrize(
    ("field", "value"), [("colour", "red"), ("adopted_on", "i våras"), ("type", "dikt"), ("open_ended", "kanske")]
)
def test_a_wrong_correction_is_refused(registry: Registry, quality: ReadResult, field: str, value: str) -> None:
    with pytest.raises(UsageProblem) as raised:
        registry.correct(*_ids(quality), field, value, "kim")
    assert raised.value.hint
    assert registry.acts() == ()


def test_acts_cannot_be_changed_or_taken_away(registry: Registry, path: Path, quality: ReadResult) -> None:
    registry.correct(*_ids(quality), "title", "X", "kim")
    raw = sqlite3.connect(path)
    for statement in (
        "UPDATE acts SET who = 'lo'",
        "DELETE FROM acts",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            raw.execute(statement)
    raw.execute(
        "INSERT OR REPLACE INTO acts SELECT sequence, id, kind, at, 'lo', subjects, action, verdict, reason, comment,"
        " field, value, undoes, evidence FROM acts"
    )
    raw.commit()
    raw.close()
    assert [act.who for act in registry.acts()] == ["kim"]


def test_acts_outlive_their_documents(registry: Registry, quality: ReadResult, staff: ReadResult) -> None:
    registry.judge(_ids(quality, staff), Opinion(Verdict.ACCEPT), "kim")
    registry.remove(*_ids(staff))
    assert len(registry.acts()) == 1


def test_acts_of_two_people_are_put_together(registry: Registry, tmp_path: Path, quality: ReadResult) -> None:
    registry.backup(tmp_path / "other.db")
    mine = registry.correct(*_ids(quality), "responsible", "Stadsledningskontoret", "kim")
    with Registry.open(tmp_path / "other.db") as other:
        theirs = other.correct(*_ids(quality), "language", "sv", "lo")
        assert other.add_acts(random.sample([*registry.acts(), *other.acts()], 2)) == 1
        assert registry.add_acts(other.acts()) == 1
        assert registry.add_acts(other.acts()) == 0
        assert registry.acts() == other.acts() == (mine, theirs)
    described = registry.record(*_ids(quality)).document.description
    assert (described.responsible, described.language) == ("Stadsledningskontoret", "sv")


def test_an_edited_file_keeps_fresh_judgements_and_shows_stale_ones(
    registry: Registry, path: Path, quality: ReadResult, staff: ReadResult, result: Callable[..., ReadResult]
) -> None:
    assert staff.extraction is not None
    pair = _ids(quality, staff)
    first, second = (Place(pair[1], passage.anchor) for passage in staff.extraction.passages)
    registry.judge(pair, Opinion(Verdict.ACCEPT), "kim", [first])
    registry.judge(pair, Opinion(Verdict.DISMISS), "lo", [second])
    registry.judge(pair, Opinion(Verdict.UNSURE), "mo")
    registry.correct(pair[1], "responsible", "Personalenheten", "kim")
    assert {review.freshness for review in registry.reviews()} == {Freshness.FRESH}

    new = result("Personalpolicy", first.anchor.text, "Chefer och medarbetare har ett delat ansvar för arbetsmiljön.")
    registry.add_document(Seen(path.parent / "sub" / "personal.pdf", "sub/personal.pdf"), new)
    registry.relink()
    found = {review.act.who: review for review in registry.reviews()}
    assert {who: review.freshness for who, review in found.items()} == {
        "kim": Freshness.FRESH,
        "lo": Freshness.STALE,
        "mo": Freshness.STALE,
    }
    assert set(found["kim"].act.documents) == set(_ids(quality, new))
    (change,) = found["lo"].changed
    assert change.old.text == second.anchor.text
    assert change.nearest is not None
    assert "delat ansvar" in change.nearest.text
    assert registry.record(*_ids(new)).document.description.responsible == "Personalenheten"

    registry.remove(*_ids(new))
    assert {review.freshness for review in registry.reviews()} == {Freshness.ORPHANED}
    assert len(registry.acts()) == 4


def test_acts_as_text_come_back(registry: Registry, quality: ReadResult) -> None:
    registry.correct(*_ids(quality), "title", "Å\nä", "kim")
    text = to_text(registry.acts())
    assert text.count("\n") == 1
    assert from_text(text + "\n") == registry.acts()


def test_several_are_taken_back_together_or_none(registry: Registry, quality: ReadResult, staff: ReadResult) -> None:
    pair = _ids(quality, staff)
    first = registry.judge(pair, Opinion(Verdict.ACCEPT), "kim")
    second = registry.judge(pair, Opinion(Verdict.DISMISS), "lo")
    with pytest.raises(NotFound):
        registry.undo_all([first.id, "a000"], "kim")
    assert standing(registry.acts()) == (first, second)
    assert [act.undoes for act in registry.undo_all([first.id, second.id], "kim")] == [first.id, second.id]
    assert standing(registry.acts()) == ()


def test_acts_are_picked_by_what_is_said_of_them() -> None:
    one, other = _judged(1, Verdict.ACCEPT), _judged(2, Verdict.DISMISS, "lo", (A, C))
    day = date(2026, 1, 1)
    for which, fitting in (
        (Which(), [one, other]),
        (Which(who="lo"), [other]),
        (Which(document="d2"), [one]),
        (Which(verdict=Verdict.ACCEPT), [one]),
        (Which(kind=ActKind.CORRECTION), []),
        (Which(since=day, until=day), [one, other]),
        (Which(since=date(2026, 1, 2)), []),
        (Which(who="lo", verdict=Verdict.ACCEPT), []),
    ):
        assert [act for act in (one, other) if which.fits(act)] == fitting


@pytest.mark.parametrize(("who", "comment"), [("", ""), ("A" * 201, ""), ("Anna\x07", ""), ("Anna", "x" * 20_001)])
def test_a_name_or_comment_that_nobody_could_show_is_not_kept(registry, who: str, comment: str) -> None:
    ids = [document.id for document in registry.documents()]
    with pytest.raises(UsageProblem):
        registry.judge(ids, Opinion(Verdict.ACCEPT, comment=comment), who)
    assert registry.acts() == ()


def test_the_newest_step_of_each_field_counts_whoever_took_it() -> None:
    def step(second: int, field: str, value: str | None, who: str = "kim") -> Act:
        return sealed(Act(ActKind.STEP, _at(second), who, (A,), field=field, value=value))

    first, due, second = step(1, "assigned_to", "Kim"), step(2, "due", "2026-03-01"), step(3, "assigned_to", "Lo", "lo")
    assert steps([second, due, first]) == (due, second)
    assert steps([first, due, second, _undo(4, second)]) == (first, due)


def test_steps_are_taken_for_all_documents_or_none(path: Path, quality: ReadResult, staff: ReadResult) -> None:
    ids = [document_id(quality.sha256), document_id(staff.sha256)]
    with Registry.open(path, create=True) as registry:
        for name, result in (("a.pdf", quality), ("b.pdf", staff)):
            registry.add_document(Seen(path.parent / name, name), result)
        registry.relink()
        with pytest.raises(NotFound):
            registry.take_steps([ids[0], "d0"], {StepField.ASSIGNED_TO: "Lo"}, "kim")
        with pytest.raises(UsageProblem, match="datum"):
            registry.take_steps(ids, {StepField.ASSIGNED_TO: "Lo", StepField.DUE: "i vår"}, "kim")
        assert registry.acts() == ()
        taken = registry.take_steps(ids, {StepField.ASSIGNED_TO: "Lo", StepField.DUE: "2026-03-01"}, "kim")
        assert registry.acts() == taken
        assert [act.subjects[0].id for act in taken] == [ids[0], ids[0], ids[1], ids[1]]
        assert registry.is_linked()


def test_a_log_is_read_on_from_where_it_was_known(registry: Registry, quality: ReadResult, staff: ReadResult) -> None:
    pair = _ids(quality, staff)
    first = registry.judge(pair, Opinion(Verdict.ACCEPT), "kim")
    known = registry.log()
    assert (known.acts, registry.log(known)) == ((first,), known)
    early = sealed(Act(ActKind.JUDGEMENT, _at(1), "lo", first.subjects, verdict=Verdict.DISMISS))
    registry.add_acts([early])
    late = registry.judge(pair, Opinion(Verdict.UNSURE), "kim")
    assert registry.log(known).acts == registry.acts() == (early, first, late)


def test_a_log_of_another_registry_at_the_same_place_is_read_anew(registry: Registry, quality: ReadResult) -> None:
    registry.correct(*_ids(quality), "title", "X", "kim")
    elsewhere = journal.Log((_judged(1, Verdict.ACCEPT),), 1, "a1")
    assert registry.log(elsewhere).acts == registry.acts()
