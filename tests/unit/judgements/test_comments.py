"""Comments are acts like others: they travel, stand beside each other, and may leave without their names."""

import pytest

from styrdok.errors import UsageProblem
from styrdok.judgements.acts import Act, ActKind, Quote, Subject, comments, latest, sealed
from styrdok.judgements.exchange import from_text, to_text
from styrdok.reports.values import comment_json

AT = "2026-01-0{}T08:00:00.000000+00:00"


def said(day, text, *, who="Bo", documents=("d1",), quote=None):
    subjects = tuple(Subject(name) for name in documents)
    evidence = (quote,) if quote else ()
    return sealed(Act(ActKind.COMMENT, AT.format(day), who, subjects, comment=text, evidence=evidence))


def test_all_comments_on_a_document_stand_until_they_are_taken_back():
    first, second = said(1, "a"), said(2, "b")
    gone = sealed(Act(ActKind.UNDO, AT.format(3), "Bo", first.subjects, undoes=first.id))
    assert latest([first, second]) == (first, second)
    assert comments([first, second, gone]) == (second,)


def test_comments_travel_as_text():
    act = said(1, "a", quote=Quote("d1", 2, "ord"))
    assert from_text(to_text([act])) == (act,)


@pytest.mark.parametrize("act", [said(1, " "), said(1, "a", documents=("d1", "d2"))])
def test_a_comment_says_something_about_one_document(act):
    with pytest.raises(UsageProblem):
        from_text(to_text([act]))


def test_a_row_without_names():
    act = said(1, "a", quote=Quote("d1", 2, "ord"))
    assert comment_json(act)["who"] == "Bo"
    row = comment_json(act, names=False)
    assert (row["who"], row["page"], row["text"], row["comment"]) == (None, 2, "ord", "a")
