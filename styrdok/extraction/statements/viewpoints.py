"""What consulted bodies and parties say about steering documents, in their own words.

A viewpoint is a clause of an opinion section whose wording is of a known kind. Who speaks comes from the section, what
it is about from the documents that the sentence mentions, else from the matter of the whole text. The formal phrases
of a decision carry no stance.
"""

import re
from collections.abc import Iterator, Sequence

from styrdok.extraction.statements.phrases import occurs
from styrdok.extraction.statements.sentences import Sentence, body_sentences
from styrdok.extraction.statements.viewpoint_lexicon import KindWords, ViewpointLexicon, viewpoint_lexicon
from styrdok.extraction.statements.voices import Voiced, own_voice, voiced
from styrdok.models import Description, Mention, Reading, Viewpoint
from styrdok.reading.anchors import anchor
from styrdok.swedish.tags import tags
from styrdok.vocabulary import CASE_PAPERS, BlockKind, Kind, MentionKind, Relation, SpeakerKind, Stance, ViewpointKind

_TURN = re.compile(r",?\s+(?:men|dock|däremot|samtidigt som)\s+|\s+och\s+")
_SPEAKING = CASE_PAPERS | {Kind.REPORT}
_NAMED = frozenset({MentionKind.TITLE, MentionKind.SYSTEM})
_BETWEEN_TWO = frozenset({ViewpointKind.COORDINATION, ViewpointKind.OVERLAP, ViewpointKind.CONFLICT})
_LEAST_CLAUSE = 4
_OPENING = 700
_RECOMMENDS = re.compile(r"\brekommender", re.IGNORECASE)
_LONGEST_SUBJECT = 6
_SUBJECT_PREFIX = re.compile(
    r"^(?:§\s*\d+\s+)?"
    r"(?:(?:remissvar|svar på remiss\w*|yttrande(?: över)?|remiss(?: av)?|angående|gällande|om|på|av)\b[\s:,–-]*)+",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"”“»](.{4,}?)[\"”“«]")
Clause = tuple[int, int]


def viewpoints(reading: Reading, mentions: Sequence[Mention], description: Description) -> tuple[Viewpoint, ...]:
    """The viewpoints of a reply, memo, minutes or report of auditors, in reading order; none for other documents."""
    lexicon = viewpoint_lexicon()
    if description.kind not in _SPEAKING:
        return ()
    sentences = list(body_sentences(reading))
    own = own_voice([sentence.text for sentence in sentences], reading, description, lexicon)
    audit = own.kind is SpeakerKind.EXTERNAL and description.kind is not Kind.REPLY
    if description.kind is Kind.REPORT and not audit:
        return ()
    opened = [(s, reading.text[s.block.start : s.block.end][:_OPENING]) for s in sentences]
    voices = list(voiced(opened, own, description.kind, lexicon))
    asked = set(_asked_for(reading, sentences, lexicon, audit=audit))
    stances = {} if audit else _stances(voices, lexicon)
    subject = _subject(mentions, description)
    found = []
    for voice in voices:
        if voice.speaker_kind is None or (audit and not _assesses(voice.sentence, asked, lexicon)):
            continue
        for (start, end), kind in _clauses(voice.sentence, lexicon, asked=voice.sentence.start in asked):
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


def _assesses(sentence: Sentence, asked: set[int], lexicon: ViewpointLexicon) -> bool:
    """Whether a sentence of auditors finds or recommends something, and does not only describe."""
    return sentence.start in asked or occurs(lexicon.assessed, sentence.text)


def _asked_for(
    reading: Reading, sentences: Sequence[Sentence], lexicon: ViewpointLexicon, *, audit: bool
) -> Iterator[int]:
    """Where sentences of lists begin whose heading or introduction says that all of it is asked for.

    In an ``audit`` every sentence that recommends is one.
    """
    lead = ""
    for sentence in sentences:
        if sentence.block.kind is not BlockKind.LIST_ITEM:
            text = reading.text[sentence.block.start : sentence.block.end].rstrip()
            lead = text[-_OPENING:] if text.endswith((":", "att")) else ""
            if audit and not lead and _RECOMMENDS.search(sentence.text):
                yield sentence.start
        elif occurs(lexicon.asked, lead) or (sentence.headings and occurs(lexicon.asked, sentence.headings[-1])):
            yield sentence.start


def _clauses(
    sentence: Sentence, lexicon: ViewpointLexicon, *, asked: bool = False
) -> list[tuple[Clause, ViewpointKind]]:
    """The clauses of a sentence that say something of a known kind; the whole sentence unless its parts differ."""
    text = sentence.text
    whole = _kind(text, lexicon, asked=asked)
    parted = whole is not None or occurs(lexicon.neutral, text)
    for turn in _TURN.finditer(text) if parted else ():
        left, right = text[: turn.start()], text[turn.end() :]
        if min(len(left.split()), len(right.split())) < _LEAST_CLAUSE:
            continue
        if turn.group().split() == ["och"] and not _is_clause(right):
            continue
        kinds = _strong_kind(left, lexicon), _strong_kind(right, lexicon)
        if kinds[0] and kinds[1] and kinds[0] is not kinds[1]:
            return [
                ((sentence.start, sentence.start + turn.start()), kinds[0]),
                ((sentence.start + turn.end(), sentence.end), kinds[1]),
            ]
    return [((sentence.start, sentence.end), whole)] if whole else []


def _is_clause(text: str) -> bool:
    """Whether what follows an "och" is a clause of its own: a subject, then a finite verb."""
    words = [word.strip(".,;:") for word in text.split()[:_LONGEST_SUBJECT]]
    return words[0] != "att" and not _is_finite(words[0]) and any(_is_finite(word) for word in words[1:])


def _is_finite(word: str) -> bool:
    return any(tag.startswith(("VB:PRS", "VB:PRT")) for tag in tags(word))


def _kind(text: str, lexicon: ViewpointLexicon, *, asked: bool) -> ViewpointKind | None:
    """The first kind of the table with a strong wording in the text, or with a weak one beside an attitude.

    What is ``asked`` for needs no attitude of its own, and is a viewpoint whatever its words.
    """
    strong = _strong_kind(text, lexicon)
    if strong or occurs(lexicon.neutral, text) or not (asked or occurs(lexicon.attitude, text)):
        return strong
    weak = next((words.kind for words in lexicon.kinds if _speaks(words.weak, words, text)), None)
    return weak or (ViewpointKind.OTHER if asked else None)


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
