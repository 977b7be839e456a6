import pytest

from styrdok.extraction.titles.outsiders import outsider_in


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("på uppdrag av Lindefors byalag", "Lindefors byalag"),
        ("Genom Kaxby båtklubb", "Kaxby båtklubb"),
        ("HAMNFACKET avdelning 7", "HAMNFACKET avdelning 7"),
        ("Hamnfacket avd. 12", "Hamnfacket avd. 12"),
        ("på uppdrag av styrelsen", None),
        ("Kim Ek, sekreterare", None),
        ("Avdelning 7", None),
        ("Klubben", None),
        ("Kaxby båtklubb 2031", None),
    ],
)
def test_the_outsider_that_a_line_is(line, name):
    assert outsider_in(line) == name
