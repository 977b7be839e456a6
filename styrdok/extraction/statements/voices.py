"""Whose voice a sentence is: the office, the board, a party or an external body, by name."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from styrdok.extraction.statements.bodies import bodies_of, kind_of_body
from styrdok.extraction.statements.phrases import compiled, first_match
from styrdok.extraction.statements.sentences import Sentence
from styrdok.extraction.statements.viewpoint_lexicon import NOBODY, OWN, ViewpointLexicon
from styrdok.extraction.titles.outsiders import is_outsider
from styrdok.models import Description, Reading
from styrdok.vocabulary import Kind, SpeakerKind

_PARTIES = r"\((?:[A-ZÅÄÖ]{1,3}|[A-ZÅÄÖ][a-zåäö]{1,2})\)"
_STATEMENT = re.compile(
    rf"^(?P<who>.{{0,300}}?{_PARTIES}(?:.{{0,300}}?{_PARTIES})*)"
    r"(?:\s*:|.{0,40}?\b(?:anmäl|anför|inkom|lämna|reserver|yrka|avge|avgav))",
)
_SAYS = re.compile(rf"^(?P<who>[^.:;]{{3,160}}?{_PARTIES})\s*:\s")
_FULL_STOP = re.compile(r"[.!?]\s+(?=[A-ZÅÄÖ])")
_LONGEST_NAME = 5
_PRONOUNS = frozenset({"Vi", "Jag", "Den", "Det", "De", "Detta", "Även", "Därför", "Samtidigt", "Som", "I", "För"})
_NUMBER = re.compile(r"^[\d.\s§]+")
_PART_OF_NAME = re.compile(r"och|samt|[\w-]+-,?|[a-zåäö]+ska|[A-ZÅÄÖ][\w-]*s")
_GIVES = re.compile(r"\b(?:anmäl|anför|inkom|lämna|reserver|yrka|avge|avgav)")
_DECIDED = "förslag till beslut"


@dataclass(frozen=True, slots=True)
class Voiced:
    """A sentence with the one who says it; ``speaker_kind`` is ``None`` where nobody gives a view."""

    sentence: Sentence
    speaker: str
    speaker_kind: SpeakerKind | None


@dataclass(frozen=True, slots=True)
class Own:
    """Who a text is from: the voice it has where nothing else is said, and the names of its own bodies."""

    kind: SpeakerKind | None
    names: Mapping[SpeakerKind, str]
    organisation: str

    def name(self, kind: SpeakerKind | None) -> str:
        """The body of this kind by name, the organisation where none is known."""
        return self.organisation if kind is None else self.names.get(kind, self.organisation)


def voiced(
    sentences: Sequence[tuple[Sentence, str]], own: Own, paper: Kind, lexicon: ViewpointLexicon
) -> Iterator[Voiced]:
    """Give each sentence its voice: the section's, unless the sentence names office or board itself.

    A statement of parties begins with a line that names them; until the next heading all is theirs.
    ``sentences`` come with the opening words of the block they stand in.
    """
    party: tuple[tuple[str, ...], str] | None = None
    for sentence, opening in sentences:
        kind, name = _section_voice(sentence.headings, own, paper, lexicon)
        if party and party[0] != sentence.headings:
            party = None
        if who := _naming(sentence, opening, kind, lexicon):
            party = (sentence.headings, who)
        if kind is SpeakerKind.PARTY or party:
            yield Voiced(sentence, party[1] if party else _party(sentence, opening, lexicon), SpeakerKind.PARTY)
        elif said := _SAYS.match(sentence.text):
            yield Voiced(sentence, said["who"], SpeakerKind.PARTY)
        else:
            yield _by_subject(Voiced(sentence, name, kind), own, paper, lexicon)


def own_voice(texts: list[str], reading: Reading, description: Description, lexicon: ViewpointLexicon) -> Own:
    """The voice of a whole text: of what its letterhead names; else, in a reply, of whom it most often lets think."""
    organisation = description.organisation or ""
    names: dict[SpeakerKind, str] = {}
    for body in bodies_of(reading, lexicon, organisation):
        names.setdefault(body.kind, body.name)
    if kind := kind_of_body(organisation, lexicon):
        names.setdefault(kind, organisation)
    if _is_outside(organisation, lexicon):
        names.setdefault(SpeakerKind.EXTERNAL, organisation)
    if description.kind is Kind.MINUTES:
        names.setdefault(SpeakerKind.OFFICE, _office_in(texts, lexicon))
        return Own(None, names, organisation)
    kind = _own_kind(texts, names, description, lexicon)
    if kind is SpeakerKind.OFFICE and kind not in names and (office := _bare_office(texts, lexicon)):
        names[kind] = office
    return Own(kind, names, organisation)


def _own_kind(
    texts: list[str], names: Mapping[SpeakerKind, str], description: Description, lexicon: ViewpointLexicon
) -> SpeakerKind:
    organisation = description.organisation or ""
    if _is_outside(organisation, lexicon) and not organisation.startswith("Region "):
        return SpeakerKind.EXTERNAL
    if description.kind is not Kind.REPLY and SpeakerKind.EXTERNAL in names:
        return SpeakerKind.EXTERNAL
    if description.kind is not Kind.REPLY or (SpeakerKind.OFFICE in names and SpeakerKind.BOARD not in names):
        return SpeakerKind.OFFICE
    if SpeakerKind.BOARD in names and SpeakerKind.OFFICE not in names:
        return SpeakerKind.BOARD
    named = [who for text in texts if (who := _named_speaker(text, lexicon))]
    counts = Counter(kind for who in named if (kind := _kind_of(who, lexicon)))
    if counts:
        return max(counts, key=lambda kind: (counts[kind], kind is SpeakerKind.OFFICE, kind.value))
    return SpeakerKind.EXTERNAL if _is_outside(organisation, lexicon) else SpeakerKind.OFFICE


def _is_outside(organisation: str, lexicon: ViewpointLexicon) -> bool:
    outside = is_outsider(organisation) or first_match(lexicon.external, organisation) is not None
    return outside and kind_of_body(organisation, lexicon) is None


def _office_in(texts: list[str], lexicon: ViewpointLexicon) -> str:
    """The office that minutes let think, in the word they use."""
    offices = _offices(texts, lexicon)
    return max(sorted(offices), key=lambda name: offices[name], default="förvaltningen")


def _bare_office(texts: list[str], lexicon: ViewpointLexicon) -> str | None:
    """What a memo calls its own office where its head names none: *kontoret*."""
    offices = {name: count for name, count in _offices(texts, lexicon).items() if name in lexicon.bare}
    return max(sorted(offices), key=lambda name: offices[name], default=None)


def _offices(texts: list[str], lexicon: ViewpointLexicon) -> Counter[str]:
    named = [who for text in texts if (who := _named_speaker(text, lexicon))]
    return Counter(who.lower() for who in named if kind_of_body(who, lexicon) is SpeakerKind.OFFICE)


def _naming(sentence: Sentence, opening: str, kind: SpeakerKind | None, lexicon: ViewpointLexicon) -> str | None:
    """The parties that a statement's first line names, when this sentence belongs to that line."""
    if kind is not SpeakerKind.PARTY and not any(word in opening.lower() for word in lexicon.statement):
        return None
    place = sentence.start - sentence.block.start
    named = _STATEMENT.match(opening)
    if named is not None:
        begins = _name_begins(named["who"])
        return " ".join(named["who"][begins:].split()) if begins <= place <= named.end() else None
    gives = _GIVES.search(opening)
    party = first_match(lexicon.parties, opening[: gives.start()]) if gives and place == 0 else None
    return party.group() if party else None


def _name_begins(who: str) -> int:
    """Where the first name begins in the words before a statement: after the sentences that come before it."""
    first = re.search(_PARTIES, who)
    ends = [end.end() for end in _FULL_STOP.finditer(who, 0, first.start() if first else len(who))]
    return ends[-1] if ends else 0


def _party(sentence: Sentence, opening: str, lexicon: ViewpointLexicon) -> str:
    """A party that the paragraph names, else what the heading says."""
    named = first_match(lexicon.parties, opening)
    return named.group() if named else " ".join(sentence.headings[-1:])


def _section_voice(
    headings: tuple[str, ...], own: Own, paper: Kind, lexicon: ViewpointLexicon
) -> tuple[SpeakerKind | None, str]:
    """Voice and name of the innermost heading that the table knows, or that is a body; ``None``: no views there."""
    for heading in reversed(headings):
        text = _NUMBER.sub("", heading).strip()
        if voice := _heading_voice(text, lexicon):
            return _voice_by_name(voice, own)
        if paper is not Kind.MINUTES and (body := _heading_body(text, lexicon)):
            return body, own.names[body] if text.casefold() in lexicon.bare and body in own.names else text
    return own.kind, own.name(own.kind)


def _heading_voice(heading: str, lexicon: ViewpointLexicon) -> str | None:
    """The voice that the table knows for a heading: by the longest beginning, else by what the heading holds."""
    known = [(len(begin), voice) for begin, voice in lexicon.sections if heading.lower().startswith(begin)]
    if known:
        return max(known)[1]
    return next((voice for phrase, voice in lexicon.speaking if compiled(phrase).search(heading)), None)


def _voice_by_name(voice: str, own: Own) -> tuple[SpeakerKind | None, str]:
    if voice == NOBODY:
        return None, ""
    if voice == OWN or (own.kind is SpeakerKind.EXTERNAL and voice == SpeakerKind.OFFICE):
        kind = own.kind or SpeakerKind.OFFICE
        return kind, own.name(kind)
    return SpeakerKind(voice), own.name(SpeakerKind(voice))


def _heading_body(heading: str, lexicon: ViewpointLexicon) -> SpeakerKind | None:
    """The sort of speaker that a heading is, if it is the name of a body and nothing else."""
    words = heading.split()
    if not words or len(words) > _LONGEST_NAME or not heading[0].isupper():
        return None
    outside = len(words) > 1 and (is_outsider(heading) or first_match(lexicon.external, words[-1]))
    return kind_of_body(heading, lexicon) or (SpeakerKind.EXTERNAL if outside else None)


def _by_subject(voice: Voiced, own: Own, paper: Kind, lexicon: ViewpointLexicon) -> Voiced:
    """The voice, corrected by the name that the sentence itself puts before or after a verb of opinion."""
    name = _named_speaker(voice.sentence.text, lexicon)
    kind = _kind_of(name, lexicon) if name else None
    if name is None or kind is None:
        return voice
    if voice.speaker_kind is SpeakerKind.EXTERNAL and own.kind is SpeakerKind.EXTERNAL:
        return replace(voice, speaker=voice.speaker or name)
    if voice.speaker_kind is None and (kind is SpeakerKind.OFFICE or not _may_decide(voice, paper)):
        return voice
    if name.lower() in lexicon.bare:
        name = voice.speaker if kind is voice.speaker_kind else own.names.get(kind, name)
    return replace(voice, speaker_kind=kind, speaker=name)


def _may_decide(voice: Voiced, paper: Kind) -> bool:
    """Whether a section without views may still tell what a board thinks: in minutes, and in a draft decision."""
    return paper is Kind.MINUTES or any(_DECIDED in heading.lower() for heading in voice.sentence.headings)


def _named_speaker(text: str, lexicon: ViewpointLexicon) -> str | None:
    verb = first_verb(text, lexicon)
    if verb is None:
        return None
    before, after = text[: verb.start()].split(), text[verb.end() :].split()
    if before and len(before) <= _LONGEST_NAME and before[0][0].isupper() and not set(before) & _PRONOUNS:
        name = " ".join(before)
        if _kind_of(name, lexicon):
            return name
    return _name_at(after, lexicon)


def _name_at(words: list[str], lexicon: ViewpointLexicon) -> str | None:
    """The name that a list of words begins with: a body with its adjective or first part, else the first word."""
    for length in range(1, min(len(words), _LONGEST_NAME) + 1):
        name = " ".join(words[:length]).strip(",.")
        if kind_of_body(name, lexicon):
            return name
        if not _PART_OF_NAME.fullmatch(words[length - 1]):
            break
    return words[0].strip(",.") if words else None


def first_verb(text: str, lexicon: ViewpointLexicon) -> re.Match[str] | None:
    """The first verb of opinion in the text."""
    found = [match for verb in lexicon.verbs if (match := compiled(verb).search(text))]
    return min(found, key=lambda match: match.start()) if found else None


def _kind_of(name: str, lexicon: ViewpointLexicon) -> SpeakerKind | None:
    if not name.split():
        return None
    if kind := kind_of_body(name, lexicon):
        return kind
    last = name.split()[-1]
    outside = first_match(lexicon.outsiders, last) or (len(name.split()) > 1 and first_match(lexicon.external, name))
    return SpeakerKind.EXTERNAL if outside else None
