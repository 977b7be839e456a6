"""What consulted bodies and parties say about steering documents, in their own words.

A viewpoint is a sentence of an opinion section whose clues, weighed, speak for one; where two wordings of different
kinds stand on both sides of a turn, each clause is one. Who speaks comes from the section, what it is about from the
documents that the sentence mentions, else from the matter of the whole text. The formal phrases of a decision carry no
stance.
"""

import re
from collections.abc import Iterator, Sequence

from styrdok.extraction.statements.opinion import Opinion, Place, clues, weigh
from styrdok.extraction.statements.opinion_lexicon import opinion_lexicon
from styrdok.extraction.statements.phrases import occurs
from styrdok.extraction.statements.sentences import Sentence, is_finite
from styrdok.extraction.statements.spoken import spoken_sentences
from styrdok.extraction.statements.viewpoint_lexicon import KindWords, ViewpointLexicon, viewpoint_lexicon
from styrdok.extraction.statements.voices import Own, Voiced, own_voice, voiced
from styrdok.models import Description, Mention, Reading, Viewpoint
from styrdok.reading.anchors import anchor
from styrdok.vocabulary import CASE_PAPERS, BlockKind, Kind, MentionKind, Relation, SpeakerKind, Stance, ViewpointKind

_TURN = re.compile(r",?\s+(?:men|dock|däremot|samtidigt som)\s+|\s+och\s+")
_SPEAKING = CASE_PAPERS | {Kind.REPORT}
_NAMED = frozenset({MentionKind.TITLE, MentionKind.SYSTEM})
_BETWEEN_TWO = frozenset({ViewpointKind.COORDINATION, ViewpointKind.OVERLAP, ViewpointKind.CONFLICT})
_UNASSESSED = 2.75
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
    sentences = list(spoken_sentences(reading, description.kind, lexicon))
    own, audit = _own(reading, sentences, description, lexicon)
    if description.kind is Kind.REPORT and not audit:
        return ()
    voices = list(_voices(reading, sentences, own, description, lexicon))
    stances = {} if audit else _stances(voices, lexicon)
    subject = _subject(mentions, description)
    places = _places(reading, sentences, mentions, description.kind, audit=audit)
    found = []
    for voice in voices:
        if voice.speaker_kind is None:
            continue
        for (start, end), kind in _clauses(voice.sentence, places[voice.sentence.start], lexicon):
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


def _voices(
    reading: Reading, sentences: Sequence[Sentence], own: Own, description: Description, lexicon: ViewpointLexicon
) -> Iterator[Voiced]:
    opened = [(one, reading.text[one.block.start : one.block.end][:_OPENING]) for one in sentences]
    return voiced(opened, own, description.kind, lexicon)


def _places(
    reading: Reading, sentences: Sequence[Sentence], mentions: Sequence[Mention], paper: Kind, *, audit: bool
) -> dict[int, Place]:
    """Where each sentence stands, by its beginning."""
    asked = set(_asked_for(reading, sentences, viewpoint_lexicon(), audit=audit))
    return {
        one.start: Place(
            paper=paper,
            heading=" ".join(one.headings[-1:]),
            audit=audit,
            in_list=one.block.kind is BlockKind.LIST_ITEM,
            asked=one.start in asked,
            mentions=any(one.start <= m.start and m.end <= one.end for m in mentions),
        )
        for one in sentences
    }


def sentence_clues(text: str, place: Place, lexicon: ViewpointLexicon) -> frozenset[str]:
    """All that speaks for or against a viewpoint in a sentence, by name."""
    return clues(text, place) | frozenset(_wordings(text, lexicon))


def judged(
    reading: Reading, mentions: Sequence[Mention], description: Description
) -> Iterator[tuple[Voiced, frozenset[str]]]:
    """Every sentence with its voice and clues, also those that are no viewpoints: what the weights are made from."""
    lexicon = viewpoint_lexicon()
    sentences = list(spoken_sentences(reading, description.kind, lexicon))
    own, audit = _own(reading, sentences, description, lexicon)
    places = _places(reading, sentences, mentions, description.kind, audit=audit)
    for voice in _voices(reading, sentences, own, description, lexicon):
        yield voice, sentence_clues(voice.sentence.text, places[voice.sentence.start], lexicon)


def _own(
    reading: Reading, sentences: Sequence[Sentence], description: Description, lexicon: ViewpointLexicon
) -> tuple[Own, bool]:
    """Who a text is from, and whether these are auditors."""
    own = own_voice([sentence.text for sentence in sentences], reading, description, lexicon)
    return own, own.kind is SpeakerKind.EXTERNAL and description.kind is not Kind.REPLY


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
            opens = text.endswith((":", "att")) or (audit and not text.endswith((".", "!", "?")))
            lead = text[-_OPENING:] if opens else ""
            if audit and sentence.text.endswith(".") and _RECOMMENDS.search(sentence.text):
                yield sentence.start
        elif occurs(lexicon.asked, lead) or (sentence.headings and occurs(lexicon.asked, sentence.headings[-1])):
            yield sentence.start


def _clauses(sentence: Sentence, place: Place, lexicon: ViewpointLexicon) -> list[tuple[Clause, ViewpointKind]]:
    """The viewpoints of a sentence: its two clauses where they are strongly worded of two kinds, else the whole."""
    text = sentence.text
    for turn in _TURN.finditer(text):
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
    found = sentence_clues(text, place, lexicon)
    opinion = weigh(found, opinion_lexicon())
    return [((sentence.start, sentence.end), opinion.kind)] if _is_viewpoint(opinion, found, place) else []


def _is_viewpoint(opinion: Opinion, found: frozenset[str], place: Place) -> bool:
    """What is asked for always is one; auditors describe at length, and must assess something or say it strongly."""
    if place.asked or not place.audit:
        return place.asked or opinion.weight > 0
    return "told" not in found and opinion.weight > (0 if "assessed" in found else _UNASSESSED)


def _is_clause(text: str) -> bool:
    """Whether what follows an "och" is a clause of its own: a subject, then a finite verb."""
    words = [word.strip(".,;:") for word in text.split()[:_LONGEST_SUBJECT]]
    return words[0] != "att" and not is_finite(words[0]) and any(is_finite(word) for word in words[1:])


def _wordings(text: str, lexicon: ViewpointLexicon) -> Iterator[str]:
    """The clues that the table of wordings gives: "worded conflict" by its order, "strong conflict" by any of them."""
    strong = _strong_kind(text, lexicon)
    attitude, neutral = occurs(lexicon.attitude, text), occurs(lexicon.neutral, text)
    weak = next((words.kind for words in lexicon.kinds if _speaks(words.weak, words, text)), None)
    kind = strong or (weak if attitude and not neutral else None)
    if kind:
        yield from ("worded", f"worded {kind.value}")
    yield from (f"strong {words.kind.value}" for words in lexicon.kinds if _speaks(words.strong, words, text))
    if not strong and weak:
        yield f"weak {weak.value}"
    marks = {"attitude": attitude, "formal": neutral, "assessed": occurs(lexicon.assessed, text)}
    yield from (mark for mark, holds in marks.items() if holds)


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
