"""What is looked for only where it can begin is found wherever looking everywhere finds it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.extraction.metadata import labels, organisation, sentences
from styrdok.extraction.statements.phrases import compiled, first_match, possible

_PIECES = (
    "Norrby;Östra;Söderby;x-Norrby;kommun;KOMMUN;stad;kommunfullmäktige;kommunstyrelse;City of;Municipality;s;"
    "Denna policy;denna;Planen;PLANEN;är antagen av;antogs i;har fastställts av;beslut;dnr;Diarienummer;h.id.;datum;"
    "Antagen av;ägare;med riktlinjer avses;ett brott;.;§;!;:;•;|"
)
TEXTS = st.lists(st.tuples(st.sampled_from(_PIECES.split(";")), st.sampled_from([" ", "", "\n", "  "]))).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


@settings(deadline=None)
@given(TEXTS)
def test_owners(text: str) -> None:
    table = organisation._patterns()
    starts = [match.start() for match in table.opening.finditer(text)]
    for pattern in (table.owner, table.council, table.english):
        found = [match.span() for match in organisation._beginning_at(starts, pattern, text)]
        assert found == [match.span() for match in pattern.finditer(text)]


@settings(deadline=None)
@given(TEXTS)
def test_decisions_of_a_document_about_itself(text: str) -> None:
    everywhere = [match.span() for match in sentences._cue().finditer(text)]
    assert [match.span() for match in sentences._cues(text)] == everywhere


@settings(deadline=None)
@given(TEXTS)
def test_labels(text: str) -> None:
    assert labels.label_at_start(text) == labels._at_beginning(text)


@settings(deadline=None)
@given(TEXTS)
def test_wordings(text: str) -> None:
    phrases = ("(avses|menas)", "ett", "# (år|dagar)", "med .. avses", "antagen av", "#")
    held = [phrase for phrase in phrases if compiled(phrase).search(text)]
    assert set(held) <= set(possible(phrases, text))
    found = first_match(phrases, text)
    assert (found.group() if found else None) == next((compiled(one).search(text).group() for one in held), None)
