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
