"""What sort of word a word is: noun, adjective, genitive, definite."""

from functools import lru_cache

from styrdok.swedish.compounds import split_compound
from styrdok.swedish.lexicon import readings


@lru_cache(maxsize=100_000)
def tags(word: str) -> frozenset[str]:
    """SALDO's tags of a word, by its last compound part when the whole is unknown."""
    found = readings(word) or readings(word.lower()) or readings(word.capitalize())
    if not found:
        parts = split_compound(word.lower())
        found = readings(parts[-1]) if len(parts) > 1 and word.lower().endswith(parts[-1]) else ()
    return frozenset(tag for _, tag in found)


@lru_cache(maxsize=100_000)
def is_noun(word: str) -> bool:
    """A common noun, or a name or unknown word with a capital letter."""
    known = tags(word)
    if any(tag.startswith("NN") for tag in known):
        return True
    return word[:1].isupper() and (not known or any(tag.startswith("PM") for tag in known))


@lru_cache(maxsize=100_000)
def is_definite(word: str) -> bool:
    """A noun in the definite form only."""
    nouns = [tag for tag in tags(word) if tag.startswith("NN")]
    return bool(nouns) and all(":BF:" in tag for tag in nouns)


@lru_cache(maxsize=100_000)
def is_definite_genitive(word: str) -> bool:
    """A noun in the definite genitive (``räddningstjänstens``)."""
    return word.endswith("s") and any(tag.startswith("NN:BF") and ":GEN" in tag for tag in tags(word))


@lru_cache(maxsize=100_000)
def is_adjective(word: str) -> bool:
    """An adjective or participle."""
    known = tags(word)
    if any(tag.startswith(("JJ", "VB:PP", "VB:PREPC")) for tag in known):
        return True
    return not known and word.endswith(
        ("iga", "iska", "ande", "ende", "ade", "ella", "bara", "lösa", "fria", "igt", "iskt")
    )


@lru_cache(maxsize=100_000)
def is_genitive(word: str) -> bool:
    """A noun or name in the genitive."""
    if not word.endswith("s"):
        return False
    known = tags(word)
    if any(":GEN" in tag for tag in known):
        return True
    return word[:1].isupper() and not any(tag.startswith("NN") for tag in known)


@lru_cache(maxsize=100_000)
def is_finite(word: str) -> bool:
    """Whether a word can only be a finite verb."""
    known = tags(word)
    return bool(known) and all(tag.startswith(("VB:PR:", "VB:PT:")) for tag in known)
