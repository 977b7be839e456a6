"""What consulted bodies and parties say about steering documents, in their own words.

A viewpoint is a clause of an opinion section whose wording is of a known kind. Who speaks comes from the section, what
it is about from the documents that the sentence mentions, else from the matter of the whole text. The formal phrases
of a decision carry no stance.
"""

import re
from collections.abc import Sequence

from styrdok.extraction.statements.phrases import occurs
from styrdok.extraction.statements.sentences import Sentence, body_sentences
from styrdok.extraction.statements.viewpoint_lexicon import KindWords, ViewpointLexicon, viewpoint_lexicon
from styrdok.extraction.statements.voices import Voiced, voiced
from styrdok.models import Description, Mention, Reading, Viewpoint
from styrdok.reading.anchors import anchor
from styrdok.vocabulary import CASE_PAPERS, MentionKind, Relation, Stance, ViewpointKind

_TURN = re.compile(r",?\s+(?:men|dock|däremot|samtidigt som)\s+|\s+och\s+")
_NAMED = frozenset({MentionKind.TITLE, MentionKind.SYSTEM})
_BETWEEN_TWO = frozenset({ViewpointKind.COORDINATION, ViewpointKind.OVERLAP, ViewpointKind.CONFLICT})
_LEAST_CLAUSE = 4
_OPENING = 700
_SUBJECT_PREFIX = re.compile(
    r"^(?:§\s*\d+\s+)?"
    r"(?:(?:remissvar|svar på remiss\w*|yttrande(?: över)?|remiss(?: av)?|angående|gällande|om|på|av)\b[\s:,–-]*)+",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"”“»](.{4,}?)[\"”“«]")
Clause = tuple[int, int]


def viewpoints(reading: Reading, mentions: Sequence[Mention], description: Description) -> tuple[Viewpoint, ...]:
    """The viewpoints of a reply, memo or minutes, in reading order; none for other kinds of document."""
    if description.kind not in CASE_PAPERS:
        return ()
    lexicon = viewpoint_lexicon()
    opened = [(s, reading.text[s.block.start : s.block.end][:_OPENING]) for s in body_sentences(reading)]
    voices = list(voiced(opened, reading, description, lexicon))
    stances = _stances(voices, lexicon)
    subject = _subject(mentions, description)
    found = []
    for voice in voices:
        if voice.speaker_kind is None:
            continue
        for (start, end), kind in _clauses(voice.sentence, lexicon):
            inside = [m for m in mentions if voice.sentence.start <= m.start and m.end <= voice.sentence.end]
            found.append(
                Viewpoint(
                    speaker=voice.speaker,
                    speaker_kind=voice.speaker_kind,
                    about=_about(voice.sentence.text, kind, inside, subject, lexicon),
                    kind=kind,
                    stance=stances.get(voice.speaker, Stance.NOT_STATED),
                    anchor=anchor(reading, start, end),
                )
            )
    return tuple(found)


def _stances(voices: list[Voiced], lexicon: ViewpointLexicon) -> dict[str, Stance]:
    """The stance of each speaker: the first of the table, in its order, that one of the sentences holds."""
    result: dict[str, Stance] = {}
    for speaker in dict.fromkeys(voice.speaker for voice in voices):
        texts = [voice.sentence.text for voice in voices if voice.speaker == speaker]
        for stance, phrases in lexicon.stances:
            if any(occurs(phrases, text) for text in texts):
                result[speaker] = stance
                break
    return result


def _clauses(sentence: Sentence, lexicon: ViewpointLexicon) -> list[tuple[Clause, ViewpointKind]]:
    """The clauses of a sentence that say something of a known kind; the whole sentence unless its parts differ."""
    text = sentence.text
    whole = _kind(text, lexicon)
    parted = whole is not None or occurs(lexicon.neutral, text)
    for turn in _TURN.finditer(text) if parted else ():
        left, right = text[: turn.start()], text[turn.end() :]
        if min(len(left.split()), len(right.split())) < _LEAST_CLAUSE:
            continue
        kinds = _strong_kind(left, lexicon), _strong_kind(right, lexicon)
        if kinds[0] and kinds[1] and kinds[0] is not kinds[1]:
            return [
                ((sentence.start, sentence.start + turn.start()), kinds[0]),
                ((sentence.start + turn.end(), sentence.end), kinds[1]),
            ]
    return [((sentence.start, sentence.end), whole)] if whole else []


def _kind(text: str, lexicon: ViewpointLexicon) -> ViewpointKind | None:
    """The first kind of the table with a strong wording in the text, or with a weak one beside an attitude."""
    strong = _strong_kind(text, lexicon)
    if strong or not occurs(lexicon.attitude, text) or occurs(lexicon.neutral, text):
        return strong
    return next((words.kind for words in lexicon.kinds if _speaks(words.weak, words, text)), None)


def _strong_kind(text: str, lexicon: ViewpointLexicon) -> ViewpointKind | None:
    if occurs(lexicon.neutral, text):
        return None
    return next((words.kind for words in lexicon.kinds if _speaks(words.strong, words, text)), None)


def _speaks(phrases: tuple[str, ...], words: KindWords, text: str) -> bool:
    """Whether one of the phrases stands in the text and nothing that keeps it from this kind."""
    return occurs(phrases, text) and not occurs(words.unless, text)


def _subject(mentions: Sequence[Mention], description: Description) -> str | None:
    """What the whole text is about: the document it responds to, else the matter in its title."""
    for mention in mentions:
        if mention.relation is Relation.RESPONDS_TO and mention.kind is MentionKind.TITLE:
            return mention.label
    title = description.title or ""
    if quoted := _QUOTED.search(title):
        return quoted.group(1)
    return _SUBJECT_PREFIX.sub("", title).strip() or None


def _about(
    text: str,
    kind: ViewpointKind,
    mentions: list[Mention],
    subject: str | None,
    lexicon: ViewpointLexicon,
) -> tuple[str, ...]:
    """The labels of the documents a sentence speaks of; a bare "programmet" is the subject."""
    named = [m.label for m in mentions if m.kind in _NAMED and not _anaphoric(m)]
    labels = list(dict.fromkeys(named))
    if not labels and occurs(lexicon.everything, text):
        return (lexicon.everything_label,)
    anaphora = any(_anaphoric(m) for m in mentions)
    wants_subject = not labels or anaphora or (kind in _BETWEEN_TWO and len(labels) == 1)
    if subject and wants_subject and subject not in labels:
        labels.insert(0, subject)
    return tuple(labels)


def _anaphoric(mention: Mention) -> bool:
    return mention.kind is MentionKind.SELF or "anaphor" in mention.rule
