"""Whose voice a sentence is: the office, the board, a party or an external body."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from styrdok.extraction.statements.phrases import compiled, first_match
from styrdok.extraction.statements.sentences import Sentence
from styrdok.extraction.statements.viewpoint_lexicon import NOBODY, OWN, ViewpointLexicon
from styrdok.models import Description
from styrdok.vocabulary import Kind, SpeakerKind

_PARTIES = r"\((?:[A-ZÅÄÖ]{1,3}|[A-ZÅÄÖ][a-zåäö]{1,2})\)"
_STATEMENT = re.compile(
    rf"^(?P<who>.{{0,300}}?{_PARTIES}(?:.{{0,300}}?{_PARTIES})*).{{0,40}}?\b(?:anmäl|anför|inkom|lämna|reserver|yrka|avge|avgav)",
)
_LONGEST_NAME = 5
_PRONOUNS = frozenset({"Vi", "Jag", "Den", "Det", "De", "Detta", "Även", "Därför", "Samtidigt", "Som", "I", "För"})
_NUMBER = re.compile(r"^[\d.\s§]+")


@dataclass(frozen=True, slots=True)
class Voiced:
    """A sentence with the one who says it; ``speaker_kind`` is ``None`` where nobody gives a view."""

    sentence: Sentence
    speaker: str
    speaker_kind: SpeakerKind | None


def voiced(
    sentences: Iterable[tuple[Sentence, str]], description: Description, lexicon: ViewpointLexicon
) -> Iterator[Voiced]:
    """Give each sentence its voice: the section's, unless the sentence names office or board itself.

    A statement of parties begins with a line that names them; until the next heading all is theirs.
    ``sentences`` come with the opening words of the block they stand in.
    """
    party: tuple[tuple[str, ...], str] | None = None
    everything = list(sentences)
    own = _own_voice([sentence.text for sentence, _ in everything], description, lexicon)
    for sentence, opening in everything:
        voice = _section_voice(sentence.headings, own, lexicon)
        if party and party[0] != sentence.headings:
            party = None
        if who := _naming(sentence, opening, voice, lexicon):
            party = (sentence.headings, who)
            yield Voiced(sentence, who, None)
        elif voice is SpeakerKind.PARTY or party:
            yield Voiced(sentence, party[1] if party else " ".join(sentence.headings[-1:]), SpeakerKind.PARTY)
        else:
            said = Voiced(sentence, description.organisation or "", voice)
            yield said if voice is None and description.kind is not Kind.MINUTES else _by_subject(said, lexicon)


def _naming(sentence: Sentence, opening: str, voice: SpeakerKind | None, lexicon: ViewpointLexicon) -> str | None:
    """The parties that a statement's first line names, when this sentence belongs to that line."""
    if voice is not SpeakerKind.PARTY and not any(word in opening.lower() for word in lexicon.statement):
        return None
    named = _STATEMENT.match(opening)
    if named is None or sentence.start - sentence.block.start > named.end():
        return None
    return " ".join(named["who"].split())


def _own_voice(texts: list[str], description: Description, lexicon: ViewpointLexicon) -> SpeakerKind | None:
    """The voice of a whole text: in a reply that of whom it most often lets think, else of the organisation."""
    if description.kind is not Kind.REPLY:
        return None if description.kind is Kind.MINUTES else SpeakerKind.OFFICE
    name = description.organisation or ""
    if _names_board(name, lexicon):
        return SpeakerKind.BOARD
    named = [who for text in texts if (who := _named_speaker(text, lexicon))]
    counts = Counter(kind for who in named if (kind := _kind_of(who, lexicon)))
    if counts:
        return max(counts, key=lambda kind: (counts[kind], kind is SpeakerKind.OFFICE, kind.value))
    outside = first_match(lexicon.external, name) and not first_match(lexicon.office, name)
    return SpeakerKind.EXTERNAL if outside else SpeakerKind.OFFICE


def _names_board(name: str, lexicon: ViewpointLexicon) -> bool:
    """Whether an organisation is a board: the last word says so, or the one before the name of a place."""
    head = re.split(r"\s(?:i|på|för)\s", name, maxsplit=1)[0].split()
    return bool(head) and first_match(lexicon.board, head[-1]) is not None


def _section_voice(headings: tuple[str, ...], own: SpeakerKind | None, lexicon: ViewpointLexicon) -> SpeakerKind | None:
    """The voice of the innermost heading that the table knows; ``None`` where nobody gives a view."""
    for heading in reversed(headings):
        text = _NUMBER.sub("", heading).strip().lower()
        known = [(len(begin), voice) for begin, voice in lexicon.sections if text.startswith(begin)]
        if known:
            voice = max(known)[1]
            if voice == NOBODY:
                return None
            if voice == OWN or (own is SpeakerKind.EXTERNAL and voice == SpeakerKind.OFFICE):
                return own or SpeakerKind.OFFICE
            return SpeakerKind(voice)
    return own


def _by_subject(voice: Voiced, lexicon: ViewpointLexicon) -> Voiced:
    """The voice, corrected by the name that the sentence itself puts before or after a verb of opinion."""
    if voice.speaker_kind is SpeakerKind.EXTERNAL:
        return voice
    name = _named_speaker(voice.sentence.text, lexicon)
    kind = _kind_of(name, lexicon) if name else None
    if name is None or kind is None or (voice.speaker_kind is None and kind is SpeakerKind.OFFICE):
        return voice
    own = len(name.split()) == 1 and voice.speaker and kind is voice.speaker_kind
    return replace(voice, speaker_kind=kind, speaker=voice.speaker if own else name)


def _named_speaker(text: str, lexicon: ViewpointLexicon) -> str | None:
    verb = first_verb(text, lexicon)
    if verb is None:
        return None
    before, after = text[: verb.start()].split(), text[verb.end() :].split()
    if before and len(before) <= _LONGEST_NAME and before[0][0].isupper() and not set(before) & _PRONOUNS:
        return " ".join(before)
    return after[0].strip(",.") if after else None


def first_verb(text: str, lexicon: ViewpointLexicon) -> re.Match[str] | None:
    """The first verb of opinion in the text."""
    found = [match for verb in lexicon.verbs if (match := compiled(verb).search(text))]
    return min(found, key=lambda match: match.start()) if found else None


def _kind_of(name: str, lexicon: ViewpointLexicon) -> SpeakerKind | None:
    last = name.split()[-1]
    if first_match(lexicon.office, last):
        return SpeakerKind.OFFICE
    if first_match(lexicon.board, last):
        return SpeakerKind.BOARD
    outside = first_match(lexicon.outsiders, last) or (len(name.split()) > 1 and first_match(lexicon.external, name))
    return SpeakerKind.EXTERNAL if outside else None
