"""Acts from elsewhere: every field is looked at before anything is let in, and the line is named."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from jsonschema import validate

from styrdok.engines.analyse import Analysis
from styrdok.errors import UsageProblem
from styrdok.findings import Snapshot
from styrdok.judgements.acts import Act, ActKind, Subject, next_moment, sealed, standing
from styrdok.judgements.exchange import LONGEST_COMMENT, LONGEST_NAME, from_line, from_text, to_line, to_text
from styrdok.reports.export import export, schema
from styrdok.vocabulary import Action, Verdict

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
ONE, OTHER, THIRD = Subject("d1"), Subject("d2"), Subject("d3")
JUDGED = Act(ActKind.JUDGEMENT, "2026-04-01T10:00:00.000000+00:00", "Anna", (ONE, OTHER), verdict=Verdict.ACCEPT)
CORRECTED = Act(ActKind.CORRECTION, "2026-04-01T10:00:00.000000+00:00", "Anna", (ONE,), field="title", value="Kajplan")
STEP = Act(ActKind.STEP, "2026-04-01T11:00:00.000000+00:00", "Anna", (ONE,), field="due", value="2026-12-01")
CONVERTED = replace(JUDGED, subjects=(ONE,), action=Action.CONVERT, value="guideline")
UNDONE = Act(ActKind.UNDO, "2026-04-02T10:00:00.000000+00:00", "Anna", (ONE,), undoes="a1")


@pytest.mark.parametrize(
    "act", [JUDGED, CORRECTED, STEP, CONVERTED, UNDONE, replace(JUDGED, subjects=(ONE,), action=Action.REPEAL)]
)
def test_sound_acts_come_through_as_they_were(act):
    assert from_line(to_line(sealed(act)), NOW) == sealed(act)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(JUDGED, at="zzzz"),
        replace(JUDGED, at="9999-01-01T00:00:00.000000+00:00"),
        replace(JUDGED, at="2099-01-01T00:00:00.000000+00:00"),
        replace(JUDGED, at="2026-04-01T10:00:00.000000"),
        replace(JUDGED, at="2026-13-01T10:00:00.000000+00:00"),
        replace(JUDGED, verdict=None),
        replace(JUDGED, subjects=()),
        replace(JUDGED, subjects=(ONE,)),
        replace(JUDGED, subjects=(ONE, OTHER, THIRD)),
        replace(JUDGED, subjects=(ONE, ONE)),
        replace(JUDGED, subjects=(), action=Action.REPEAL),
        replace(JUDGED, who=""),
        replace(JUDGED, who="A" * (LONGEST_NAME + 1)),
        replace(JUDGED, who="Anna\x1b[2J"),
        replace(JUDGED, comment="x" * (LONGEST_COMMENT + 1)),
        replace(JUDGED, undoes="a1"),
        replace(CORRECTED, subjects=()),
        replace(CORRECTED, subjects=(ONE, OTHER)),
        replace(CORRECTED, field="colour"),
        replace(CORRECTED, field="adopted_on", value="soon"),
        replace(STEP, subjects=()),
        replace(STEP, subjects=(ONE, OTHER)),
        replace(STEP, field="colour"),
        replace(STEP, value="soon"),
        replace(STEP, value="20261201"),
        replace(STEP, field="assigned_to", value="Anna\x1b[2J"),
        replace(CONVERTED, value="poem"),
        replace(JUDGED, value="policy"),
        replace(UNDONE, undoes=None),
    ],
    ids=str,
)
def test_an_act_that_would_lock_the_human_layer_is_refused_with_its_line(wrong):
    text = to_text([sealed(CORRECTED)]) + to_line(sealed(wrong)) + "\n"
    with pytest.raises(UsageProblem, match="Rad 2: "):
        from_text(text, NOW)


def test_a_chain_of_undoings_of_any_length_is_walked():
    chain = [sealed(JUDGED)]
    for _ in range(3_000):
        chain.append(sealed(replace(UNDONE, undoes=chain[-1].id, at=next_moment([chain[-1].at]))))
    assert standing(chain) == (chain[0],)
    assert standing(chain[:-1]) == ()


def test_a_new_act_finds_its_time_beside_one_whose_time_cannot_be_read():
    assert next_moment(["zzzz"], NOW) == "2026-05-01T12:00:00.000000+00:00"
    assert next_moment(["9999-12-31T23:59:59.999999+00:00"], NOW).startswith("2026-05-01")


def test_the_export_holds_judgements_and_corrections_unless_names_are_left_out():
    undone = sealed(replace(JUDGED, who="Bo"))
    acts = (sealed(JUDGED), undone, sealed(replace(UNDONE, undoes=undone.id)), sealed(CORRECTED))
    told = export(Snapshot((), ()), (), Analysis((), (), ()), acts)
    assert [(one["who"], one["documents"], one["verdict"]) for one in told["judgements"]] == [
        ("Anna", ["d1", "d2"], "accept")
    ]
    assert [(one["document"], one["field"], one["value"]) for one in told["corrections"]] == [
        ("d1", "title", "Kajplan")
    ]
    validate(told, schema())
    silent = export(Snapshot((), ()), (), Analysis((), (), ()), acts, names=False)
    assert not {"judgements", "corrections"} & set(silent)
    validate(silent, schema())


@pytest.mark.parametrize("field", ["who", "comment", "id"])
def test_half_a_sign_is_no_act_and_no_fault_of_the_program(field: str) -> None:
    line = f'{{"kind":"judgement","at":"2026-01-01T00:00:00.000000+00:00","id":"a1","{field}":"\\ud800"}}'
    with pytest.raises(UsageProblem):
        from_text(line, NOW)
