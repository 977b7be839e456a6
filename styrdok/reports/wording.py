"""Sentences of the analysis as a report shows them."""

import re

from styrdok.language import Language, Sentence, to_say

PLAIN = {
    "Gemensamma ord: {words} (likhet {likeness:.2f}, vanlig nivå {base:.2f}).": to_say("Gemensamma ord: {words}."),
}
"""What is said for sentences that hold measures which only their authors need."""

_BULLET = re.compile(r"^[•▪◦]\s+")
_OPENED = re.compile(r"([”“])(?:[•▪◦]\s+|\d{1,2}\.\s+(?=[A-ZÅÄÖ])|\"(?=[^\"”]*[.!?]?”))")
_FIRST = re.compile(r"^[^.”]*\.")


def told(language: Language, sentence: Sentence) -> str:
    """A sentence of the analysis, tidy."""
    return tidy(language.tell(sentence))


def tidy(sentence: str) -> str:
    """A sentence without double stops, and without what stands before the words of its quotes: bullets, the number of a
    clause, the sign of a quotation that does not end there.
    """
    return _OPENED.sub(r"\1", sentence).replace(".”.", ".”")


def unbulleted(text: str) -> str:
    """Words of a document without the bullet of a list item before them."""
    return _BULLET.sub("", text)


def first_sentence(text: str) -> str:
    """What stands before the first full stop that is outside quotes; all where there is none."""
    found = _FIRST.match(text)
    return found.group() if found else text
