"""Whom a paper names as its own body above its text."""

from styrdok.extraction.statements.bodies import bodies_of
from styrdok.extraction.statements.viewpoint_lexicon import viewpoint_lexicon
from styrdok.vocabulary import SpeakerKind

from .plain_readings import reading_of


def test_a_body_in_capitals_is_the_same_body():
    found = bodies_of(reading_of(["Vi har läst avtalen."], title="STADSREVISIONEN I KAXBY"), viewpoint_lexicon())
    assert [(body.name, body.kind) for body in found] == [("Stadsrevisionen i Kaxby", SpeakerKind.EXTERNAL)]


def test_the_kind_of_paper_beside_a_body_is_no_part_of_its_name():
    found = bodies_of(reading_of(["Vi har läst avtalen."], title="Hamnkontoret Tjänsteskrivelse"), viewpoint_lexicon())
    assert [body.name for body in found] == ["Hamnkontoret"]


def test_the_body_of_another_city_is_whom_a_paper_is_sent_to():
    reading = reading_of(["Vi har läst avtalen."], title="Region Sundby, Kollektivtrafiknämnden")
    assert bodies_of(reading, viewpoint_lexicon(), "Kajviks kommun") == ()
    assert [body.name for body in bodies_of(reading, viewpoint_lexicon(), "Region Sundby")] == [
        "Kollektivtrafiknämnden"
    ]
