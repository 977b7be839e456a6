from datetime import date

import pytest

from styrdok.models import Goal
from styrdok.overlaps import find_needs, find_overlaps
from styrdok.overlaps.asserted import STRENGTHS
from styrdok.overlaps.promises import goal_told
from styrdok.overlaps.tables import weights
from styrdok.vocabulary import (
    DocumentType,
    Kind,
    MentionKind,
    Modality,
    NeedReason,
    Relation,
    ResolutionStatus,
    Status,
    ViewpointKind,
)
from tests.made import (
    CYCLING,
    LEADING,
    LEADING_EDITED,
    PARKS,
    anchor,
    commitment,
    definition,
    goal,
    record,
    reference,
    snapshot,
    viewpoint,
)

TODAY = date(2026, 1, 1)


def needs(*records, references=()):
    made = snapshot(*records, references=references)
    return find_needs(made, find_overlaps(made), TODAY)


def of(found, reason):
    return [need for need in found if need.reason is reason]


def test_unlinked_overlap_until_one_mentions_the_other():
    pair = record("d1", LEADING, themes=[("personnel", 1)]), record("d2", LEADING, themes=[("personnel", 1)])
    (need,) = of(needs(*pair), NeedReason.UNLINKED_OVERLAP)
    assert need.documents == ("d1", "d2")
    assert {place.document for place in need.evidence} == {"d1", "d2"}
    assert not of(needs(*pair, references=[reference("d1", "d2", "d2")]), NeedReason.UNLINKED_OVERLAP)


def test_two_cities_and_two_editions_need_no_coordination():
    a = record("d1", LEADING, organisation="Ekbacka kommun", title="Alfa")
    b = record("d2", LEADING, organisation="Lindvik kommun", title="Beta")
    assert not needs(a, b)
    assert not needs(record("d1", LEADING, line="l"), record("d2", LEADING, line="l"))


def test_what_somebody_asked_for_comes_first_with_the_words():
    said = viewpoint(ViewpointKind.COORDINATION, "Programmet och policyn bör samordnas.", "Kvalitetsprogram", "d2")
    reply = record("r1", "Svar", kind=Kind.REPLY, viewpoints=(said,), title="Svar på remiss")
    found = needs(record("d1", LEADING, title="Kvalitetsprogram för Ekbacka"), record("d2", LEADING), reply)
    assert found[0].reason is NeedReason.ASSERTED
    assert found[0].documents == ("d1", "d2")
    assert found[0].evidence[0].anchor.text == "Programmet och policyn bör samordnas."


def test_a_reply_speaks_of_what_it_answers():
    said = viewpoint(ViewpointKind.COORDINATION, "Det bör knytas till ledarstrategin.", "Strategi för ledare")
    title = "Svar på remiss om Program för kvalitet"
    reply = record("r1", "Svar", kind=Kind.REPLY, viewpoints=(said,), title=title)
    found = needs(
        record("d1", PARKS, title="Program för kvalitet"), record("d2", CYCLING, title="Strategi för ledare"), reply
    )
    assert of(found, NeedReason.ASSERTED)[0].documents == ("d1", "d2")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("att Kajplan och Bryggpolicy inte längre ska innehålla samma avsnitt om förtöjning", True),
        ("Kajplan och Bryggpolicy reglerar samma sak.", True),
        ("Kajplan och Bryggpolicy antogs av samma nämnd.", False),
    ],
)
def test_a_clause_that_says_that_the_same_stands_in_both(sentence, told):
    references = [reference("m1", name, name, index, sentence=sentence) for index, name in enumerate(("d1", "d2"))]
    memo = record("m1", sentence, kind=Kind.MEMO)
    found = needs(record("d1", PARKS), record("d2", CYCLING), memo, references=references)
    assert [need.documents for need in of(found, NeedReason.ASSERTED)] == ([("d1", "d2")] if told else [])


def test_a_request_in_a_sentence_that_names_two():
    sentence = "Planen bör samordnas med policyn."
    said = {"sentence": sentence, "modality": Modality.REQUESTED, "relation": Relation.COORDINATES_WITH}
    references = [reference("m1", "d1", "d1", 0, **said), reference("m1", "d2", "d2", 1, **said)]
    memo = record("m1", sentence, kind=Kind.MEMO)
    found = needs(record("d1", PARKS), record("d2", CYCLING), memo, references=references)
    (need,) = of(found, NeedReason.ASSERTED)
    assert need.documents == ("d1", "d2")
    assert need.evidence[0].anchor.text == sentence


def test_what_is_said_of_the_replaced_goes_to_its_successor():
    said = viewpoint(ViewpointKind.OVERLAP, "De går in i varandra.", "d0", "d2")
    reply = record("r1", "Svar", kind=Kind.REPLY, viewpoints=(said,))
    replaces = reference("d1", "d0", "d0", relation=Relation.REPLACES)
    old = record("d0", PARKS, status=Status.REPLACED)
    found = needs(old, record("d1", PARKS), record("d2", CYCLING), reply, references=[replaces])
    assert of(found, NeedReason.ASSERTED)[0].documents == ("d1", "d2")


def test_a_term_defined_differently():
    a = record("d1", PARKS, definitions=(definition("synpunkt", "all återkoppling från invånare"),))
    b = record("d2", CYCLING, definitions=(definition("Synpunkt", "ett förslag som lämnas skriftligt"),))
    (need,) = of(needs(a, b), NeedReason.DIFFERING_DEFINITION)
    assert "synpunkt" in str(need.sentence)
    same = record("d2", CYCLING, definitions=(definition("synpunkt", "all återkoppling från invånarna"),))
    assert not of(needs(a, same), NeedReason.DIFFERING_DEFINITION)


SAYING = "Varje synpunkt ska besvaras."


@pytest.mark.parametrize(("leaning", "words"), [(True, SAYING), (False, SAYING), (True, PARKS)])
def test_a_replaced_definition_counts_while_others_lean_on_it_and_use_the_term(leaning, words):
    old = record("d0", PARKS, definitions=(definition("synpunkt", "ett förslag på papper"),), status=Status.REPLACED)
    new = record("d1", CYCLING, definitions=(definition("synpunkt", "all återkoppling från invånare"),))
    replaces = reference("d1", "d0", "d0", relation=Relation.REPLACES)
    references = [replaces, *([reference("d2", "d0", "d0")] if leaning else [])]
    found = of(needs(old, new, record("d2", words), references=references), NeedReason.DIFFERING_DEFINITION)
    assert [need.documents for need in found] == ([("d0", "d1")] if leaning and words == SAYING else [])


def test_goals_for_one_matter_with_two_years():
    a = record("d1", PARKS, goals=(goal("Stadens fordonsflotta ska vara fossilfri senast 2030.", 2030),))
    b = record("d2", CYCLING, goals=(goal("Fordonsflottan ska vara fossilfri senast 2035.", 2035),))
    (need,) = of(needs(a, b), NeedReason.COMPETING_GOAL)
    assert "2030" in str(need.sentence)
    assert "2035" in str(need.sentence)


def test_nearly_the_same_words_with_another_figure():
    (need,) = of(needs(record("d1", LEADING), record("d2", LEADING_EDITED)), NeedReason.COMPETING_GOAL)
    assert "gång: 2 mot 1" in str(need.sentence)


@pytest.mark.parametrize(
    ("text", "doubled"),
    [
        ("Det är oklart vem som ansvarar: planen nämner parknämnden och programmet tekniska kontoret.", True),
        ("Det är oklart vad parknämnden ansvarar för i planen och i programmet.", False),
    ],
)
def test_somebody_says_that_two_bodies_have_one_duty(text, doubled):
    said = viewpoint(ViewpointKind.RESPONSIBILITY, text, "d1", "d2")
    memo = record("m1", text, kind=Kind.MEMO, viewpoints=(said,))
    found = of(needs(record("d1", PARKS), record("d2", CYCLING), memo), NeedReason.DOUBLE_RESPONSIBILITY)
    assert [need.documents for need in found] == ([("d1", "d2")] if doubled else [])


def test_one_duty_on_two_bodies():
    duty = "ansvarar för skötseln av stadens lekplatser"
    a = record("d1", PARKS, commitments=(commitment("Tekniska nämnden", f"Tekniska nämnden {duty}."),))
    b = record("d2", CYCLING, commitments=(commitment("Fritidsnämnden", f"Fritidsnämnden {duty}."),))
    (need,) = of(needs(a, b), NeedReason.DOUBLE_RESPONSIBILITY)
    assert need.documents == ("d1", "d2")


@pytest.mark.parametrize("stale", [True, False])
def test_reference_to_what_is_replaced(stale):
    old = record("d2", CYCLING, status=Status.IN_FORCE if stale else Status.REPLACED)
    found = needs(record("d1", PARKS), old, references=[reference("d1", "d2", "d2", stale=stale)])
    assert of(found, NeedReason.STALE_REFERENCE)[0].documents == ("d1", "d2")


def test_what_somebody_replaced_is_stale_and_what_nobody_knows_is_missing():
    references = [
        reference("d1", "Vision 2020", index=0),
        reference("d1", "Attestreglemente", index=1),
        reference("d2", "Vision 2020", relation=Relation.REPLACES),
    ]
    found = needs(record("d1", PARKS), record("d2", CYCLING), references=references)
    assert [need.documents for need in of(found, NeedReason.STALE_REFERENCE)] == [("d1", "Vision 2020")]
    assert [need.documents for need in of(found, NeedReason.MISSING_DOCUMENT)] == [("d1", "Attestreglemente")]


def test_expired_with_those_that_lean_on_it():
    old = record("d2", CYCLING, valid_to=date(2022, 12, 31))
    (need,) = of(needs(record("d1", PARKS), old, references=[reference("d1", "d2", "d2")]), NeedReason.EXPIRED)
    assert need.documents == ("d2",)
    assert [place.document for place in need.evidence] == ["d1"]


def test_goals_in_a_policy():
    policy = record("d1", PARKS, type=DocumentType.POLICY, goals=(goal("Resorna ska halveras till 2028.", 2028),))
    guideline = record("d2", CYCLING, type=DocumentType.GUIDELINE, title="Riktlinje för styrdokument")
    (need,) = of(needs(policy, guideline), NeedReason.TYPE_MISMATCH)
    assert need.documents == ("d1", "d2")


def test_needs_are_ordered_and_repeatable():
    made = record("d1", LEADING), record("d2", LEADING), record("d3", LEADING_EDITED, PARKS)
    found = needs(*made)
    assert found == needs(*made)
    assert [need.score for need in found] == sorted((need.score for need in found), reverse=True)


def test_a_missing_document_is_told_once_by_its_full_name():
    references = [
        reference("d1", "Energiplan", index=0, text="energiplanen"),
        reference("d1", "Energiplan", index=1, text="Energiplan för Ekbacka"),
    ]
    found = needs(record("d1", PARKS), references=references)
    (need,) = of(found, NeedReason.MISSING_DOCUMENT)
    assert need.documents == ("d1", "Energiplan för Ekbacka")
    assert len(need.evidence) == 2


def test_the_weakest_statement_outranks_the_strongest_inference():
    need = weights().need
    weakest = need["asserted"] * min(STRENGTHS)
    assert weakest > need["unlinked_overlap"]
    assert weakest > max(need[name] for name in ("competing_goal", "double_responsibility")) + 0.1


@pytest.mark.parametrize(
    ("text", "sentence", "missing"),
    [
        ("översiktsplanen", "Det prövas i översiktsplanen.", True),
        ("lönepolicy", "Löner sätts enligt stadens gällande lönepolicy.", True),
        ("riktlinjerna för gåvor", "Se riktlinjerna för gåvor.", True),
        ("Plan för gåvor", "Se Plan för gåvor.", True),
        ("visionen om en stad vid vattnet", "Vi bygger vidare på visionen om en stad vid vattnet.", False),
        ("trygghetsplan", "Varje skola ska ha en aktuell trygghetsplan.", False),
        ("ägardirektiv", "Den gäller inte för reglementen, ägardirektiv eller taxor.", False),
        ("program för nya chefer", "Försörjningen planeras i ett särskilt program för nya chefer.", False),
        ("plan mot mobbning", "Ärendet hanteras enligt plan mot mobbning.", True),
        ("plan mot mobbning", "Varje skola har plan mot mobbning.", False),
        ("kajplanen", "Bryggorna behandlas i den kommande kajplanen.", False),
        ("kajplanen", "Bryggorna behandlas i kajplanen, som ska tas fram av kommunstyrelsen.", False),
        ("kajplanen", "Bryggorna behandlas i den kommande kajplanen, som antas 2019.", True),
    ],
)
def test_only_a_particular_document_can_be_missing(text, sentence, missing):
    said = reference("d1", text.capitalize(), text=text, sentence=sentence)
    found = of(needs(record("d1", PARKS), references=[said]), NeedReason.MISSING_DOCUMENT)
    assert bool(found) is missing


@pytest.mark.parametrize(
    ("modality", "missing"), [(Modality.PROPOSED, True), (Modality.REQUESTED, True), (Modality.FACT, False)]
)
def test_what_is_yet_to_be_revised_is_in_force(modality, missing):
    said = reference("d1", "Energiplan", text="energiplanen", relation=Relation.REVISES, modality=modality)
    assert bool(of(needs(record("d1", PARKS), references=[said]), NeedReason.MISSING_DOCUMENT)) is missing


@pytest.mark.parametrize(
    ("relation", "missing"), [(Relation.CONCRETISES, True), (Relation.IN_LINE_WITH, True), (Relation.REFERS_TO, False)]
)
def test_a_name_without_an_article_is_one_where_a_frame_says_how_it_is_leant_on(relation, missing):
    sentence = "Det tas upp i plan mot mobbning."
    said = reference("d1", "Plan mot mobbning", text="plan mot mobbning", sentence=sentence, relation=relation)
    assert bool(of(needs(record("d1", PARKS), references=[said]), NeedReason.MISSING_DOCUMENT)) is missing


def test_a_missing_document_is_called_by_its_owner_too():
    said = reference("d1", "Delegationsordning", text="vårdnämndens delegationsordning")
    (need,) = of(needs(record("d1", PARKS), references=[said]), NeedReason.MISSING_DOCUMENT)
    assert need.documents == ("d1", "Vårdnämndens delegationsordning")


def test_a_missing_document_is_one_need_however_many_name_it():
    references = [
        reference("d1", "Kajplan 2031–2036", index=0),
        reference("d1", "Kajplan", index=1, text="kajplanen"),
        reference("d2", "Kajplan", index=0, text="kajplanen"),
        reference("d2", "Kajpolicy", index=1, text="kajpolicyn"),
    ]
    found = of(needs(record("d1", PARKS), record("d2", CYCLING), references=references), NeedReason.MISSING_DOCUMENT)
    assert [need.documents for need in found] == [("d1", "d2", "Kajplan 2031–2036"), ("d2", "Kajpolicy")]
    assert "3 gånger" in str(found[0].sentence)
    assert [place.document for place in found[0].evidence] == ["d1", "d1", "d2"]


def test_names_of_several_years_stay_apart():
    references = [
        reference("d1", name, index=k) for k, name in enumerate(("Kajplan 2025", "Kajplan 2031", "Kajplanen"))
    ]
    found = of(needs(record("d1", PARKS), references=references), NeedReason.MISSING_DOCUMENT)
    assert {need.documents[-1] for need in found} >= {"Kajplan 2025", "Kajplan 2031"}


def test_the_bare_name_of_what_another_document_replaced_is_stale():
    references = [
        reference("d1", "Vattenplan", text="vattenplanen"),
        reference("d2", "Vattenplan 2012–2020", relation=Relation.REPLACES),
    ]
    found = needs(record("d1", PARKS), record("d2", CYCLING), references=references)
    assert [need.documents for need in of(found, NeedReason.STALE_REFERENCE)] == [("d1", "Vattenplan 2012–2020")]
    assert of(found, NeedReason.MISSING_DOCUMENT) == []


def test_the_bare_name_of_its_kind_means_what_took_its_place():
    references = [
        reference("d1", "Delegationsordning", text="delegationsordningen"),
        reference("d2", "Delegationsordning 2021", relation=Relation.REPLACES),
    ]
    newer = record("d2", CYCLING, title="Delegationsordning för hamnnämnden")
    assert of(needs(record("d1", PARKS), newer, references=references), NeedReason.STALE_REFERENCE) == []


@pytest.mark.parametrize("other", ["Riktlinje för styrdokument", "Regel om spolning"])
def test_what_all_documents_keep_to_and_a_single_rule_make_no_pair(other):
    said = viewpoint(ViewpointKind.OVERLAP, "De säger samma sak.", "d1", other)
    reply = record("r1", "Svar", kind=Kind.REPLY, viewpoints=(said,))
    assert of(needs(record("d1", PARKS), reply), NeedReason.ASSERTED) == []


def test_to_say_that_a_document_has_run_out_is_no_stale_reference():
    gone = record("d2", CYCLING, status=Status.REPLACED)
    told = "Uppdraget omfattar hamnplanen, vars giltighetstid har gått ut."
    for sentence, stale in (("Följ hamnplanen.", 1), (told, 0)):
        said = reference("d1", "hamnplanen", "d2", sentence=sentence)
        assert len(of(needs(record("d1", PARKS), gone, references=[said]), NeedReason.STALE_REFERENCE)) == stale


@pytest.mark.parametrize(
    ("organisation", "name"), [("Kajplats AB", "Ägardirektiv för Kajplats AB"), ("Lindefors kommun", "Ägardirektiv")]
)
def test_a_company_means_its_own_papers(organisation, name):
    said = reference("d1", "Ägardirektiv", text="ägardirektivet")
    found = needs(record("d1", PARKS, organisation=organisation), references=[said])
    assert [need.documents for need in of(found, NeedReason.MISSING_DOCUMENT)] == [("d1", name)]


def test_an_act_that_has_ceased_is_a_stale_reference():
    act = reference("d1", "SFS 1998:204", kind=MentionKind.LAW, status=ResolutionStatus.EXTERNAL)
    (need,) = of(needs(record("d1", PARKS), references=[act]), NeedReason.STALE_REFERENCE)
    assert need.documents == ("d1", "SFS 1998:204")
    assert "2018-05-25" in str(need.sentence)
    past = reference("d1", "SFS 1998:204", kind=MentionKind.LAW, relation=Relation.REPLACES)
    assert needs(record("d1", PARKS), references=[past]) == ()


@pytest.mark.parametrize(
    ("text", "old"), [("skollagen", False), ("2 kap. 3 § skollagen", True), ("skollagen (1985:1100)", True)]
)
def test_an_act_called_by_a_name_that_lives_on_is_the_one_in_force(text, old):
    act = reference("d1", "SFS 1985:1100", kind=MentionKind.LAW, status=ResolutionStatus.EXTERNAL, text=text)
    assert bool(of(needs(record("d1", PARKS), references=[act]), NeedReason.STALE_REFERENCE)) is old


@pytest.mark.parametrize(("year", "missing"), [(2024, True), (2031, False)])
def test_a_promised_document_that_never_came(year, missing):
    promise = f"Planen ska under {year} ersättas av en strandstrategi."
    said = reference("d1", "Strandstrategi", relation=Relation.PLANNED_REPLACEMENT, sentence=promise)
    assert bool(of(needs(record("d1", PARKS), references=[said]), NeedReason.MISSING_DOCUMENT)) is missing


def test_a_duty_of_one_body_at_two_intervals():
    duty = "Hamnnämnden ska {} mäta vattnets kvalitet vid bryggan."
    a = record("d1", PARKS, commitments=(commitment("hamnnämnden", duty.format("varje år")),))
    b = record("d2", CYCLING, commitments=(commitment("hamnnämnden", duty.format("vartannat år")),))
    (need,) = of(needs(a, b), NeedReason.COMPETING_GOAL)
    assert "vartannat år" in str(need.sentence)


def test_what_has_run_out_collides_with_nothing():
    later = record("d2", CYCLING, goals=(goal("Båtflottan ska vara fossilfri 2035.", 2035),))
    old = {"status": Status.EXPIRED, "valid_to": date(2020, 1, 1)}
    over = record("d1", PARKS, goals=(goal("Båtflottan ska vara fossilfri 2031.", 2031),), **old)
    live = record("d1", PARKS, goals=(goal("Båtflottan ska vara fossilfri 2031.", 2031),))
    assert of(needs(over, later), NeedReason.COMPETING_GOAL) == []
    assert of(needs(live, later), NeedReason.COMPETING_GOAL)


def test_a_wish_to_drop_one_document_makes_no_pair_with_the_one_replied_to():
    replied, other = record("d1", PARKS, title="Hamnplan"), record("d2", CYCLING, title="Bryggtaxa")
    wish = viewpoint(ViewpointKind.MERGE_OR_PRUNE, "Bryggtaxa bör upphävas.", "Bryggtaxa")
    reply = record(
        "d3", "Bryggtaxa bör upphävas.", kind=Kind.REPLY, title="Svar på remiss av Hamnplan", viewpoints=(wish,)
    )
    assert of(needs(replied, other, reply), NeedReason.ASSERTED) == []


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Börja med att upphäva Hamnplan och Bryggtaxa.", []),
        ("Hamnplan och Bryggtaxa bör upphävas och slås samman.", [("d1", "d2")]),
    ],
)
def test_a_wish_to_drop_two_documents_makes_them_no_pair_unless_they_become_one(text, pairs):
    wish = viewpoint(ViewpointKind.MERGE_OR_PRUNE, text, "Hamnplan", "Bryggtaxa")
    reply = record("d3", text, kind=Kind.REPLY, title="Svar", viewpoints=(wish,))
    found = needs(record("d1", PARKS, title="Hamnplan"), record("d2", CYCLING, title="Bryggtaxa"), reply)
    assert [need.documents for need in of(found, NeedReason.ASSERTED)] == pairs


def test_what_took_the_place_of_a_document_may_speak_of_it():
    old = record("d0", PARKS, title="Hamnplan 2011", status=Status.REPLACED)
    new, third = record("d1", CYCLING, title="Hamnplan 2020"), record("d2", PARKS, title="Bryggpolicy")
    references = [
        reference("d1", "Hamnplan 2011", "d0", relation=Relation.REPLACES),
        reference("d1", "den förra hamnplanen", "d0", index=1),
        reference("d2", "Hamnplan 2011", "d0"),
    ]
    found = of(needs(old, new, third, references=references), NeedReason.STALE_REFERENCE)
    assert [need.documents for need in found] == [("d2", "d0")]


@pytest.mark.parametrize(("last", "stale"), [(date(2024, 12, 31), True), (date(2025, 11, 30), False)])
def test_what_ran_out_counts_as_stale_when_a_year_has_passed(last, stale):
    old = record("d0", PARKS, title="Hamnplan 2021", status=Status.EXPIRED, valid_to=last)
    leaning = record("d1", CYCLING, title="Bryggpolicy")
    found = needs(old, leaning, references=[reference("d1", "Hamnplan 2021", "d0")])
    rows = of(found, NeedReason.STALE_REFERENCE)
    assert [need.documents for need in rows] == ([("d1", "d0")] if stale else [])
    assert all("slutade gälla 2024-12-31" in str(need.sentence) for need in rows)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hamnplan bör stämmas av mot Bryggtaxa.", True),
        ("Hamnplan borde ha stämts av mot Bryggtaxa.", False),
        ("Den hamnplan som Bryggtaxa väntar på har aldrig blivit antagen.", False),
    ],
)
def test_what_never_came_about_is_not_asked_for(text, asked):
    said = viewpoint(ViewpointKind.COORDINATION, text, "Hamnplan", "Bryggtaxa")
    reply = record("d2", text, kind=Kind.REPLY, viewpoints=(said,))
    assert bool(of(needs(record("d1", PARKS), reply), NeedReason.ASSERTED)) is asked


def test_goals_that_collide_are_told_with_what_stands_beside_them_in_their_tables():
    bare = Goal("Bryggorna är säkra", "Olyckor vid bryggorna", "högst 3 olyckor", 2034, anchor("Bryggorna är säkra"))
    assert str(goal_told(bare)) == "”Bryggorna är säkra” (Olyckor vid bryggorna: högst 3 olyckor, 2034)"
    whole = Goal("Olyckorna vid bryggorna ska vara högst 3 år 2034.", "Olyckorna", "högst 3", 2034, anchor("x"))
    assert str(goal_told(whole)) == "”Olyckorna vid bryggorna ska vara högst 3 år 2034.”"
    dated = Goal("Bryggorna är säkra", "Olyckor", "högst 3 olyckor år 2034", 2034, anchor("x"))
    assert str(goal_told(dated)) == "”Bryggorna är säkra” (Olyckor: högst 3 olyckor år 2034)"


def test_a_company_with_a_duty_keeps_the_letters_of_its_name():
    duty = "{} ansvarar för att badplatsens vatten provtas och att provsvaren anslås vid bryggan."
    a = record("d1", PARKS, commitments=(commitment("sandviks vatten ab", duty.format("Sandviks Vatten AB")),))
    b = record("d2", CYCLING, commitments=(commitment("hamnnämnden", duty.format("Hamnnämnden")),))
    (need,) = of(needs(a, b), NeedReason.DOUBLE_RESPONSIBILITY)
    assert "ligger på Sandviks Vatten AB (”" in str(need.sentence)
    assert "och på hamnnämnden (”" in str(need.sentence)


def test_an_act_that_has_ceased_is_told_as_a_sentence_calls_it():
    act = reference("d1", "SFS 1998:204", kind=MentionKind.LAW, status=ResolutionStatus.EXTERNAL)
    (need,) = of(needs(record("d1", PARKS), references=[act]), NeedReason.STALE_REFERENCE)
    assert "Hänvisar till personuppgiftslagen (1998:204), som upphävdes 2018-05-25 och ersattes av lagen " in str(
        need.sentence
    )


@pytest.mark.parametrize(
    ("third", "coordinated"),
    [
        ("hamnprogram", ("d1", "d2")),
        ("genomförandeplanen", ("d1", "d2")),
        ("hamnprogrammet", ("Hamnprogram", "d1", "d2")),
    ],
)
def test_what_is_yet_to_be_made_and_plans_of_single_persons_are_not_coordinated(third, coordinated):
    text = f"Albert och Birgit bör samordnas i ett gemensamt {third}."
    label = {"genomförandeplanen": "Genomförandeplan"}.get(third, "Hamnprogram")
    at = text.find(third)
    named = reference(
        "r1", label, None, 0, text=third, sentence=text, start=at, end=at + len(third), anchor=anchor(third, 1, at)
    )
    said = viewpoint(ViewpointKind.COORDINATION, text, "d1", "d2", label)
    reply = record("r1", text, kind=Kind.REPLY, viewpoints=(said,))
    found = of(needs(record("d1", PARKS), record("d2", CYCLING), reply, references=[named]), NeedReason.ASSERTED)
    assert [need.documents for need in found] == [coordinated]
