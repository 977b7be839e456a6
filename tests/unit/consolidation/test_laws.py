"""Which acts the documents of an invented registry cite, and which of them are no longer in force."""

from datetime import date

from styrdok.consolidation.laws import laws_of
from styrdok.vocabulary import Kind, LawState, MentionKind, Modality, Relation
from tests import made

TODAY = date(2026, 3, 1)


def cites(source, label, index=0, **said):
    return made.reference(source, label, None, index, kind=MentionKind.LAW, sentence=f"Enligt {label}.", **said)


def found(*references, today=TODAY):
    snapshot = made.snapshot(
        made.record("d1", title="Hamnpolicy"),
        made.record("d2", title="Kajprogram"),
        made.record("d3", title="Tjänsteskrivelse", kind=Kind.MEMO),
        references=references,
    )
    return laws_of(snapshot, today)


def test_an_act_that_has_ceased_is_told_with_its_successor_and_every_place():
    (use,) = found(cites("d1", "SFS 1998:204"), cites("d2", "SFS 1998:204"), cites("d3", "SFS 1998:204"))
    assert (use.number, use.state, use.successor.sfs) == ("1998:204", LawState.CEASED, "2018:218")
    assert [(one.document, one.words) for one in use.places] == [
        ("d1", "Enligt SFS 1998:204."),
        ("d2", "Enligt SFS 1998:204."),
    ]


def test_the_day_decides_whether_an_act_has_ceased():
    reference = cites("d1", "SFS 2018:1174")
    assert [found(reference, today=day)[0].state for day in (date(2026, 1, 14), date(2026, 1, 15))] == [
        LawState.WILL_CEASE,
        LawState.CEASED,
    ]


def test_what_has_ceased_comes_first_and_a_number_that_nobody_knows_is_told_as_such():
    uses = found(cites("d1", "SFS 2017:725", 0), cites("d1", "SFS 1234:56", 1), cites("d1", "SFS 1991:900", 2))
    assert [(use.number, use.state) for use in uses] == [
        ("1991:900", LawState.CEASED),
        ("1234:56", LawState.UNKNOWN),
        ("2017:725", LawState.IN_FORCE),
    ]


def test_what_is_history_or_denied_is_no_citation():
    assert found(cites("d1", "SFS 1991:900", relation=Relation.REPLACES)) == ()
    assert found(cites("d1", "SFS 1991:900", modality=Modality.NEGATED)) == ()
