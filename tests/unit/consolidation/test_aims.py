"""The goal tree: themes, values and years, collisions between documents, and gaps."""

from styrdok.consolidation.aims import aims_of
from styrdok.marks import GoalMark
from tests import made

CYCLING = "Andelen resor som görs med cykel ska vara 25 procent år 2030."
CYCLING_MORE = "Andelen resor som görs med cykel ska vara 40 procent år 2030."


def aims(*records):
    return aims_of(made.snapshot(*records))


def test_goals_with_other_values_for_one_matter_collide_on_both_sides():
    found = aims(
        made.record("d1", CYCLING, goals=(made.goal(CYCLING, 2030, "25 procent"),)),
        made.record("d2", CYCLING_MORE, goals=(made.goal(CYCLING_MORE, 2030, "40 procent"),)),
    )
    assert [(one.marks, one.rivals) for one in found] == [
        ((GoalMark.COLLIDES,), ("d2",)),
        ((GoalMark.COLLIDES,), ("d1",)),
    ]


def test_the_same_value_and_editions_of_one_document_do_not_collide():
    goals = (made.goal(CYCLING, 2030, "25 procent"),)
    assert {one.marks for one in aims(*(made.record(n, CYCLING, goals=goals) for n in ("d1", "d2")))} == {()}
    other = (made.goal(CYCLING_MORE, 2030, "40 procent"),)
    old, new = made.record("d1", "x", line="l", goals=goals), made.record("d2", "x", line="l", goals=other)
    assert {one.marks for one in aims(old, new)} == {()}


def test_what_has_no_value_or_year_is_a_gap():
    (aim,) = aims(made.record("d1", "x", goals=(made.goal("Hamnen ska vara trivsam."),)))
    assert aim.marks == (GoalMark.NO_VALUE, GoalMark.NO_YEAR)


def test_the_theme_is_what_the_goal_speaks_of_else_that_of_its_document():
    themes = [("personal", 0.9)]
    (aim,) = aims(made.record("d1", "x", themes=themes, goals=(made.goal("Allt ska vara klart.", 2030, "1"),)))
    assert aim.theme == "personal"
    (told,) = aims(made.record("d1", "x", goals=(made.goal(CYCLING, 2030, "25 procent"),)))
    assert told.theme
