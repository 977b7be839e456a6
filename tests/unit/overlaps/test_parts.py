import pytest

from styrdok.language.themes import theme_name
from styrdok.models import Anchor, Box
from styrdok.overlaps.anchors import part
from styrdok.overlaps.audiences import audience_of
from styrdok.overlaps.bodies import two_bodies
from styrdok.overlaps.figures import compete, contradicting, figures, interval_of
from styrdok.overlaps.labels import Labels
from styrdok.overlaps.lineage import same_organisation
from styrdok.overlaps.matters import alike, matter_of
from styrdok.overlaps.tables import kinship
from styrdok.overlaps.terms import Terms, spoken, term_of
from styrdok.vocabulary import Kind, Relation
from tests.made import CYCLING, PARKS, anchor, commitment, goal, record, reference, snapshot


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Ekbacka kommun", "Lindvik kommun", False),
        ("Ekbacka kommun", "Ekbackas kommun", True),
        ("Region Östra", "Ekbacka kommun", False),
        ("Strandby stadsdelsnämnd", "Ekbacka stad", True),
        ("Föreningen Ekollonet", "Ekbacka stad", False),
        (None, "Ekbacka stad", True),
    ],
)
def test_organisations(a, b, same):
    x, y = record("d1", organisation=a), record("d2", organisation=b)
    assert same_organisation(x, y) is same_organisation(y, x) is same


def test_figures_with_units():
    assert figures("två gånger om året, minst 10 procent och senast 2030") == {
        "gång": {"2"},
        "procent": {"10"},
        "årtal": {"2030"},
    }
    assert contradicting("inom fem dagar", "inom 10 arbetsdagar") == [("dag", "5", "10")]
    assert contradicting("ett program från 2012", "en plan från 2015") == []


def test_a_part_keeps_the_lines_that_hold_it():
    boxes = (Box(0, 0, 100, 10), Box(0, 12, 100, 22))
    whole = Anchor(2, 40, 60, "första rad andra rad", boxes)
    assert part(whole, 0, 10) == Anchor(2, 40, 50, "första rad", boxes[:1])
    assert part(whole, 11, 20) == Anchor(2, 51, 60, "andra rad", boxes[1:])
    assert part(anchor("utan rutor"), 5, 10).boxes == ()


def test_terms_are_dictionary_forms_and_say_something():
    assert term_of("chefernas") == "chef"
    assert term_of("och") is None
    assert term_of("kommunens") is None


def test_rare_common_terms_weigh_most():
    terms = Terms((name, spoken(["badplats cykelbana"])) for name in "ab")
    assert terms.telling("a", "b", 5) == ["badplats", "cykelbana"]
    more = {"a": "badplats cykelbana", "b": "badplats cykelbana", "c": "badplats"}
    assert Terms((name, spoken([text])) for name, text in more.items()).telling("a", "b", 5) == [
        "cykelbana",
        "badplats",
    ]
    assert Terms([("a", spoken(["park"]))]).typical() == 0.0


def test_compounds_are_told_before_other_nouns_and_verbs_only_where_there_are_none():
    texts = {"nouns": "park park parkerar parkerar cykelbana", "verbs": "parkerar"}
    terms = Terms((name, spoken([text])) for name, text in texts.items())
    assert terms.telling("nouns", "nouns", 5) == ["cykelbana", "park"]
    assert terms.telling("nouns", "nouns", 1) == ["cykelbana"]
    assert terms.telling("nouns", "verbs", 5) == ["parkera"]


def test_a_term_is_shown_as_it_is_most_often_written():
    assert spoken(["Parkens park", "parkens"]) == {"park": (3, "parkens", 1)}


def test_statements_of_one_document_are_not_compared():
    texts = ["Nämnden beskär parkernas äppelträd", "Styrelsen beskär parkernas äppelträd", "Alla äter lunch"]
    matters = [matter_of(text) for text in texts]
    assert [(p.first, p.second) for p in alike(["a", "b", "c"], matters, 0.3)] == [(0, 1)]
    assert alike(["a", "a", "a"], matters, 0.3) == []


def test_a_duty_in_other_words_is_about_the_same():
    noun, verb = (
        "ansvarar för utbyggnaden av bryggor vid badplatsen",
        "ansvarar för att bryggor byggs ut vid badplatsen",
    )
    assert matter_of(noun) == matter_of(verb)
    assert matter_of("ska mäta vattnet") == matter_of("genomför mätningen av vattnet")


@pytest.mark.parametrize(
    ("one", "other", "collide"),
    [
        (("Andelen båtar med el ska vara 30 procent", 2031, "30 procent"), ("…", 2031, "25 procent"), True),
        (
            ("Minst hälften av båtarna har el 2031", None, None),
            ("Minst 50 procent av båtarna har el 2031", None, None),
            False,
        ),
        (("En tredjedel av båtarna har el", None, None), ("Hälften av båtarna har el", None, None), True),
        (("Index ska vara lägst 82 år 2031", 2031, None), ("Index ska vara lägst 78 år 2031", 2031, None), True),
        (("Flottan är fossilfri senast 2031", 2031, None), ("Flottan är fossilfri senast 2035", 2035, None), True),
        (
            ("Köerna ska vara högst 30 dagar", 2031, "30 dagar"),
            ("Köerna ska minska med 20 procent", 2031, "20 procent"),
            False,
        ),
        (("Utsläppen är noll", 2031, None), ("Utsläppen är 0 procent", 2031, "0 procent"), False),
    ],
)
def test_goals_collide_by_number_unit_and_year(one, other, collide):
    assert compete(goal(*one), goal(*other)) is compete(goal(*other), goal(*one)) is collide


def test_intervals_and_bodies():
    assert interval_of("Enkäten görs vartannat år.") == "vartannat år"
    assert interval_of("Enkäten görs årligen.") == interval_of("Enkäten görs varje år.")
    assert two_bodies(commitment("hamnnämnden", "x"), commitment("lindefors hamn ab", "x"))
    assert not two_bodies(commitment("chefer", "x"), commitment("hamnnämnden", "x"))
    assert not two_bodies(commitment("nämnden", "x"), commitment("hamnnämnden", "x"))


def test_labels_mean_what_their_speaker_means():
    documents = (
        record("d1", title="Kvalitetsprogram för Ekbacka 2021"),
        record("d2", title="Program för kvalitet"),
        record("r1", title="Svar på remiss om Program för kvalitet", kind=Kind.REPLY),
    )
    labels = Labels.of(snapshot(*documents, references=[reference("r1", "programmet", "d2")]))
    assert labels.meaning("r1", "Programmet") == "d2"
    assert labels.meaning("r1", "kvalitetsprogrammet") == "d1"
    assert labels.meaning("r1", "Kvalitetsprogram 2012") == "Kvalitetsprogram 2012"
    assert labels.meaning("r1", "Svar på remiss om Program för kvalitet") == "d2"
    assert labels.meaning("r1", "Attestreglemente") == "Attestreglemente"


def test_audience_is_taken_from_sentences_on_scope():
    told = record("d1", "Policyn gäller för alla medarbetare och chefer. Barn leker i parken.")
    assert audience_of(told) == {"anställda", "chefer"}
    assert audience_of(record("d2", CYCLING, PARKS)) == frozenset()


def test_tables_agree():
    assert all(theme_name(theme) != theme for pair in kinship() for theme in pair)


def test_a_label_may_name_a_part_of_the_matter_of_one_title_only():
    both = record("d1", title="Hamn- och bryggstrategi")
    assert Labels.of(snapshot(both, record("d2", title="Badpolicy"))).meaning("d9", "Bryggstrategi") == "d1"
    two = snapshot(both, record("d2", title="Kaj- och bryggstrategi"))
    assert Labels.of(two).meaning("d9", "Bryggstrategi") == "Bryggstrategi"
    assert Labels.of(snapshot(both)).meaning("d9", "Bryggstrategi 2031") == "Bryggstrategi 2031"


def test_a_label_may_shorten_the_word_for_the_matter_of_one_title_only():
    both = record("d1", title="Riktlinje för båtuppläggning")
    assert Labels.of(snapshot(both)).meaning("d9", "Uppläggningsriktlinje") == "d1"
    assert Labels.of(snapshot(both)).meaning("d9", "Uppläggningsplan") == "Uppläggningsplan"
    two = snapshot(both, record("d2", title="Riktlinje för vinteruppläggning"))
    assert Labels.of(two).meaning("d9", "Uppläggningsriktlinje") == "Uppläggningsriktlinje"


def test_what_is_gone_and_was_never_there_concerns_its_successor():
    replaces = reference("d1", "Kajpolicy", relation=Relation.REPLACES)
    labels = Labels.of(snapshot(record("d1", title="Hamnpolicy"), references=[replaces]))
    assert labels.concerned("d9", "Kajpolicy") == "d1"
    assert labels.meaning("d9", "Kajpolicy") == "Kajpolicy"


def test_a_title_is_known_without_the_place_that_it_is_for():
    plan = record("d1", title="Mot havet – Hamnplan för Lindefors kommun 2031–2035")
    assert Labels.of(snapshot(plan)).meaning("d9", "Hamnplan 2031–2035") == "d1"


def test_the_statements_of_one_document_are_matched_as_among_all():
    texts = {
        "d1": ("Nämnden ska bygga ut bryggor vid älven.", "Nämnden ska mäta buller vid torget."),
        "d2": ("Kontoret ska ordna utbyggnad av bryggor längs älven.", "Kontoret ska plantera ekar i parken."),
        "d3": ("Bolaget ska plantera fler ekar i parkerna.", "Bolaget ska mäta bullret på torget varje höst."),
    }
    matters = [matter_of(text) for several in texts.values() for text in several]
    owners = [name for name, several in texts.items() for _ in several]
    whole = alike(owners, matters, 0.3)
    assert len({frozenset((owners[one.first], owners[one.second])) for one in whole}) == 3
    for name in texts:
        wanted = [one for one in whole if name in (owners[one.first], owners[one.second])]
        assert alike(owners, matters, 0.3, about=name) == wanted
