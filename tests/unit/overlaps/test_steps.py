"""How a score comes about, step by step, as picture and in words."""

import pytest

from styrdok.findings import Overlap, Signal
from styrdok.language import Language, Sentence
from styrdok.overlaps.steps import steps
from styrdok.reports.score import score_picture
from styrdok.vocabulary import Linked

SAID = Sentence.of("Gemensamma teman: {themes}.", themes="hamn")


def overlap(score, *signals):
    return Overlap("d1", "d2", score, tuple(Signal(*one, SAID) for one in signals), (), False, Linked.NONE)


def test_the_steps_add_up_to_the_score():
    one = overlap(0.4, ("asserted", 1.0, 0.5), ("terms", 0.5, 0.42), ("goals", 1.0, 0.18), ("kinds", 0.5, 0.0))
    amounts = [(str(step.label), round(step.amount, 4)) for step in steps(one)]
    assert amounts == [
        ("efterfrågas", 0.5),
        ("ord", 0.21),
        ("mål", 0.18),
        ("dämpning", -0.075),
        ("dokumentens slag", -0.415),
    ]
    assert sum(amount for _, amount in amounts) == pytest.approx(one.score)


def test_a_score_that_nothing_is_taken_off_has_its_reasons_alone():
    one = overlap(0.21, ("terms", 0.5, 0.42))
    assert [str(step.label) for step in steps(one)] == ["ord"]


def test_the_picture_names_every_value_for_who_cannot_see_it():
    one = overlap(0.105, ("terms", 0.5, 0.42), ("kinds", 0.5, 0.0))
    drawn = score_picture(one, Language())
    assert 'role="img" aria-label="Så blir poängen 0,105: ord 0,210; dokumentens slag −0,105"' in drawn
    assert drawn.count("<rect") == 3
    assert ">+0,210<" in drawn
    assert ">poäng<" in drawn
