"""What speaks for coordinating a pair, sorted by who says it, and how it is shown."""

from styrdok.findings import Need, Overlap, Place, SharedPassage, Signal
from styrdok.judgements.told import value_words
from styrdok.language import Language, Sentence
from styrdok.models import Anchor, Box, Page
from styrdok.vocabulary import Linked, NeedReason, PageStatus, ReuseKind
from styrdok.web.evidence import evidence_of, marks_on, window_on
from styrdok.web.grounds import grounds_of, look_of, most_telling
from styrdok.web.wording import lead, plainly

PAIR = ("d1", "d2")
WORDS = "Gemensamma ord: {words} (likhet {likeness:.2f}, vanlig nivå {base:.2f})."


def anchor(text, page=1, start=0):
    return Anchor(page, start, start + len(text), text, (Box(70, 100 + start, 500, 112 + start),))


def need(reason, *places, sentence="Olika mål för samma sak: ”{one}” mot ”{other}”."):
    said = Sentence.of(sentence, one="a", other="b")
    return Need(PAIR, reason, 0.5, said, tuple(Place(name, one) for name, one in places))


ASKED = need(
    NeedReason.ASSERTED,
    ("reply", anchor("Nämnden anser att de båda dokumenten bör samordnas före beslut.")),
    ("memo", anchor("De två dokumenten behöver samordnas.")),
    ("reply", anchor("Samordna.", start=90)),
)
CLASH = need(NeedReason.COMPETING_GOAL, ("d1", anchor("Halverat till 2030.")), ("d2", anchor("Halverat till 2028.")))
TOLD = need(NeedReason.DOUBLE_RESPONSIBILITY, ("memo", anchor("Det är otydligt vem som ansvarar för bryggorna.")))
SHARED = (
    SharedPassage(
        anchor("Bryggorna ses över varje vår", 2), anchor("Bryggorna ses över varje höst", 3), 0.8, 50, ReuseKind.EDITED
    ),
    SharedPassage(anchor("Badplatser", 2, 200), anchor("Bad", 3, 200), 0.4, 0, ReuseKind.TOPICAL),
)
OVERLAP = Overlap(
    *PAIR,
    0.7,
    (
        Signal("matter", 0.9, 0.3, Sentence.of("Både teman och ord stämmer överens.")),
        Signal(
            "terms",
            0.5,
            0.4,
            Sentence.of(
                "Gemensamma ord: {words} (likhet {likeness:.2f}, vanlig nivå {base:.2f}).",
                words="bryggor",
                likeness=0.36,
                base=0.09,
            ),
        ),
    ),
    SHARED,
    False,
    Linked.NONE,
)


def test_grounds_tell_who_says_it_apart():
    found = grounds_of(OVERLAP, (ASKED, CLASH, TOLD), PAIR)
    assert [place.document for place in found.asked] == ["reply", "memo", "reply", "memo"]
    assert [place.document for place in found.askers] == ["reply", "memo"]
    assert found.clashes == (CLASH,)
    assert (found.words, found.matter) == (1, 1)


def test_a_pair_without_anything_has_no_grounds():
    found = grounds_of(None, (), PAIR)
    assert (found.asked, found.clashes, found.words, found.matter) == ((), (), 0, 0)


def test_the_look_of_a_need_says_who_claims_it():
    missing = Need(("d1", "Badplan"), NeedReason.MISSING_DOCUMENT, 0.1, Sentence.of("…"), ())
    unlinked = need(NeedReason.UNLINKED_OVERLAP, ("d1", anchor("a")))
    assert [look_of(one) for one in (ASKED, CLASH, TOLD, missing, unlinked)] == [
        "asked",
        "clash",
        "asked",
        "miss",
        "calc",
    ]


def test_evidence_is_numbered_with_clashes_first():
    found = evidence_of(SHARED, grounds_of(OVERLAP, (CLASH,), PAIR), PAIR, Language())
    assert [(item.number, item.look) for item in found] == [(1, "clash"), (2, "words"), (3, "matter")]
    assert found[0].label == "Olika mål för samma sak."
    assert [piece.text for piece in found[1].pieces[0] if not piece.common] == [" vår"]


def test_the_chosen_evidence_lies_on_top_and_nothing_is_framed_twice():
    found = evidence_of((*SHARED, SHARED[0]), grounds_of(None, (), PAIR), PAIR, Language())
    marks = marks_on(2, 0, found, found[0])
    assert [(mark.look, mark.sign) for mark in marks] == [("other", "3"), ("chosen", "1")]


def test_the_part_of_a_page_that_is_shown_holds_the_words_and_stays_on_the_page():
    page = Page(1, None, 595, 842, 0, 10, PageStatus.TEXT)
    low = window_on(page, [Box(70, 800, 500, 830)])
    assert low.top < 800
    assert low.bottom <= 842
    assert 0 <= low.x0 < 70 < 500 < low.x1 <= 595
    assert window_on(page, []) is None


def test_reasons_are_told_without_measures_and_the_most_telling_first():
    signal = most_telling(OVERLAP)
    assert plainly(Language(), signal.sentence) == "Gemensamma ord: bryggor."
    assert lead(Language(), ASKED.sentence) == "Olika mål för samma sak."
    assert lead(
        Language(),
        Sentence.of("Hänvisar till ”{label}”, som inte finns; {first}.", label="Badplan", first="s. 2: ”ord”"),
    ) == ("Hänvisar till ”Badplan”, som inte finns.")


def test_values_are_called_by_their_words():
    assert value_words(Language(), "status", "repealed") == "upphävt"
    assert value_words(Language(), "title", "repealed") == "repealed"
    assert value_words(Language(), "status", None) == ""


def test_a_lead_tells_both_on_whom_a_duty_lies():
    told = Sentence.of(
        "Samma uppgift ligger på {one} (”{one_words}”) och på {other} (”{other_words}”).",
        one="hamnnämnden",
        one_words="Nämnden provtar.",
        other="Sandviks Vatten AB",
        other_words="Bolaget provtar.",
    )
    assert lead(Language(), told) == "Samma uppgift ligger på hamnnämnden och på Sandviks Vatten AB."
