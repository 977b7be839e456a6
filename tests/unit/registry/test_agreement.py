import pytest

from styrdok.registry.acts import Act, ActKind, Subject, sealed
from styrdok.registry.agreement import agreements, disagreements
from styrdok.vocabulary import Action, Verdict


def _judged(who: str, number: int, verdict: Verdict, action: Action | None = None) -> Act:
    at = f"2026-01-01T00:00:{number:02}.000000+00:00"
    subjects = (Subject("d1"), Subject(f"d{number + 2}"))
    return sealed(Act(ActKind.JUDGEMENT, at, who, subjects, action=action, verdict=verdict))


def _both(table: dict[tuple[Verdict, Verdict], int]) -> list[Act]:
    acts: list[Act] = []
    number = 0
    for (a, b), times in table.items():
        for _ in range(times):
            acts += [_judged("kim", number, a), _judged("lo", number, b)]
            number += 1
    return acts


def test_kappa_of_a_known_table() -> None:
    yes, no = Verdict.ACCEPT, Verdict.DISMISS
    (found,) = agreements(_both({(yes, yes): 20, (yes, no): 5, (no, yes): 10, (no, no): 15}))
    assert (found.a, found.b, found.judged, found.same) == ("kim", "lo", 50, 35)
    assert found.kappa == pytest.approx(0.4)


def test_chance_alone_has_no_kappa() -> None:
    (found,) = agreements(_both({(Verdict.ACCEPT, Verdict.ACCEPT): 3}))
    assert (found.same, found.kappa) == (3, None)
    assert agreements([_judged("kim", 1, Verdict.ACCEPT), _judged("lo", 2, Verdict.ACCEPT)]) == ()
    assert agreements([]) == ()


def test_only_what_counts_is_compared() -> None:
    acts = [_judged("kim", 1, Verdict.ACCEPT), _judged("lo", 1, Verdict.DISMISS), _judged("mo", 1, Verdict.OPEN)]
    (group,) = disagreements(acts)
    assert [act.who for act in group] == ["kim", "lo"]
    undone = sealed(Act(ActKind.UNDO, "2026-01-02T00:00:00.000000+00:00", "lo", undoes=acts[1].id))
    assert disagreements([*acts, undone]) == ()


def test_a_proposal_is_another_matter_than_the_pair() -> None:
    acts = [_judged("kim", 1, Verdict.ACCEPT), _judged("lo", 1, Verdict.DISMISS, Action.MERGE)]
    assert disagreements(acts) == ()
