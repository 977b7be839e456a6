"""Whether words name one particular document, or only a sort of document.

A particular document has a title with a capital letter, a year, a definite form (*översiktsplanen*) or an owner
(*stadens lönepolicy*), or its whole name stands where a text leans on it (*enligt handlingsplan mot mobbning*);
*en trygghetsplan* and *ägardirektiv* are sorts. The forms stand in ``naming.toml``.
"""

import re

from styrdok.models import Mention
from styrdok.overlaps.tables import table
from styrdok.vocabulary import Modality, Relation

_WORD = re.compile(r"[\w-]+")
_DIGIT = re.compile(r"\d")


def names_one(mention: Mention) -> bool:
    """Whether a mention is of one particular document."""
    if is_wish(mention.text):
        return False
    if mention.text[:1].isupper() or _DIGIT.search(mention.text):
        return True
    words = _WORD.findall(mention.text.lower())
    return _definite(_head(words)) or _owned(words, mention) or _leant_on(words, mention)


def is_wish(name: str) -> bool:
    """Whether a name is that of something wished for, which is no document."""
    return any(re.search(words, name.lower()) for words in table("naming.toml")["wishes"])


def is_to_come(mention: Mention) -> bool:
    """Whether the words around a name say that the document is yet to come: *den kommande lönepolicyn*."""
    before, _, behind = mention.sentence.partition(mention.text)
    forms = table("naming.toml")
    ahead = any(re.search(words, before.lower()) for words in forms["to_come_before"])
    return ahead or any(re.search(words, behind.lower()) for words in forms["to_come_behind"])


def owner_of(name: str) -> str | None:
    """Whose document it is said to be in a name of two words (*kommunstyrelsens delegationsordning*), if not ours."""
    words = _WORD.findall(name)
    owned = len(words) == 2 and _genitive(words[0].lower()) and words[0].lower() not in table("naming.toml")["own"]
    return words[0] if owned else None


def _head(words: list[str]) -> str:
    """The word that says what a name is a name of: the last one before any *för*, *mot* or the like."""
    joints = table("naming.toml")["joints"]
    stop = next((place for place, word in enumerate(words) if place and word in joints), len(words))
    return words[stop - 1] if words else ""


def _definite(head: str) -> bool:
    forms = table("naming.toml")
    return head.endswith(tuple(forms["definite"])) and not head.endswith(tuple(forms["exceptions"]))


def _owned(words: list[str], mention: Mention) -> bool:
    """Whether an owner stands first in the name, or shortly before it."""
    if len(words) > 1 and _genitive(words[0]):
        return True
    before = _WORD.findall(mention.sentence.partition(mention.text)[0].lower())
    return any(_genitive(word) for word in before[-table("naming.toml")["reach"] :])


def _leant_on(words: list[str], mention: Mention) -> bool:
    """Whether a name with what it is about stands without an article where a text leans on a document."""
    forms = table("naming.toml")
    if _head(words) == words[-1] or mention.modality is not Modality.FACT:
        return False
    before = _WORD.findall(mention.sentence.partition(mention.text)[0].lower())
    framed = mention.relation is not Relation.REFERS_TO and before[-1:] and before[-1] in forms["framed"]
    return bool(framed or (before and before[-1] in forms["leaning"]))


def _genitive(word: str) -> bool:
    return word.endswith("ns") or word.endswith("ts") or word in table("naming.toml")["own"]
