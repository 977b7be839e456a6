"""What people did is looked up the same, whether acts come one by one or all at once."""

from hypothesis import given
from hypothesis import strategies as st

from styrdok.judgements.acts import Act, ActKind, Subject, in_order, sealed
from styrdok.judgements.reviews import reviews
from styrdok.models import Description, Document
from styrdok.vocabulary import Action, Verdict
from styrdok.web.spoken import Spoken

NAMES = ("d1", "d2", "d3")
DOCUMENTS = [Document(name, name, "", 1, name, Description()) for name in NAMES]
ABOUT = [("d1", "d2"), ("d1", "d3"), ("d1",), NAMES]


def _said(second: int, kind: ActKind, who: str, about: tuple[str, ...], action: Action | None, verdict: Verdict) -> Act:
    at = f"2026-03-01T10:00:{second:02}.000000+00:00"
    subjects = tuple(Subject(name) for name in about)
    return sealed(Act(kind, at, who, subjects, action, verdict, comment="c" if kind is ActKind.COMMENT else ""))


said = st.builds(
    _said,
    st.integers(0, 59),
    st.sampled_from([ActKind.JUDGEMENT, ActKind.JUDGEMENT, ActKind.COMMENT]),
    st.sampled_from(["kim", "lo"]),
    st.sampled_from(ABOUT),
    st.sampled_from([None, None, Action.MERGE]),
    st.sampled_from([Verdict.ACCEPT, Verdict.DISMISS]),
)


def _at_once(acts: tuple[Act, ...]) -> Spoken:
    return Spoken.of(acts, reviews(acts, DOCUMENTS, lambda _: ()))


@given(st.lists(said, max_size=8), st.integers(0, 8))
def test_what_is_looked_up_is_the_same_when_acts_are_added(history: list[Act], known: int) -> None:
    acts = in_order(history)
    before = _at_once(acts[:known])
    assert before.and_then(acts, NAMES) == _at_once(acts)
    assert before == _at_once(acts[:known])


def test_an_act_that_is_taken_back_is_gone_through_anew() -> None:
    act = _said(1, ActKind.JUDGEMENT, "kim", ("d1", "d2"), None, Verdict.ACCEPT)
    undo = sealed(Act(ActKind.UNDO, "2026-03-01T10:00:02.000000+00:00", "kim", act.subjects, undoes=act.id))
    assert _at_once((act,)).and_then((act, undo), NAMES) is None
    assert _at_once((act, undo)).undone == {act.id}


def test_the_newest_verdict_on_a_proposal_counts() -> None:
    pair, merge = ("d1", "d2"), Action.MERGE
    first = _said(1, ActKind.JUDGEMENT, "kim", pair, merge, Verdict.ACCEPT)
    second = _said(2, ActKind.JUDGEMENT, "lo", pair, merge, Verdict.DISMISS)
    spoken = _at_once((first,)).and_then((first, second), NAMES)
    assert spoken is not None
    assert spoken.verdicts == {(pair, merge): second}
    assert spoken.reviews_by_pair == {}
