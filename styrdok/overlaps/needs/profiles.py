"""Who may adopt which type of document: a neutral default, and profiles of organisations that have laid it down."""

import re
from dataclasses import dataclass
from functools import lru_cache

from styrdok.language import Sentence
from styrdok.tables import read_toml
from styrdok.vocabulary import DocumentType

NAMES = {
    "assembly": Sentence.of("fullmäktige"),
    "board": Sentence.of("styrelsen"),
    "committee": Sentence.of("en nämnd"),
    "office": Sentence.of("en tjänsteperson"),
}
"""The classes of adopters, as a sentence names them."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The allowed classes of adopters for each type, and whether an organisation has laid them down itself."""

    own: bool
    allowed: dict[DocumentType, tuple[str, ...]]


def profile_of(organisation: str | None) -> Profile:
    """The profile of an organisation, or the neutral default; one that allows everything for who is no municipality."""
    default, profiles = _profiles()
    if organisation and not _words("reach").search(organisation):
        return Profile(False, {})
    return profiles.get(_key(organisation or ""), default)


def lies_outside(label: str) -> bool:
    """Whether a label names what is no organisation's own document, such as a standard."""
    return _words("outside").search(label) is not None


@lru_cache(maxsize=2)
def _words(section: str) -> re.Pattern[str]:
    return re.compile("|".join(read_toml("styrdok.overlaps.needs", "profiles.toml")[section]["words"]), re.IGNORECASE)


@lru_cache(maxsize=1)
def _profiles() -> tuple[Profile, dict[str, Profile]]:
    table = read_toml("styrdok.overlaps.needs", "profiles.toml")
    default = _allowed(table["default"])
    found = {}
    for entry in table["profile"]:
        own = _allowed({name: value for name, value in entry.items() if name != "organisations"})
        for name in entry["organisations"]:
            found[_key(name)] = Profile(True, {**default, **own})
    return Profile(False, default), found


def _allowed(table: dict[str, list[str]]) -> dict[DocumentType, tuple[str, ...]]:
    """Raises :class:`ValueError` for a type or a class of adopters that does not exist."""
    for classes in table.values():
        if not set(classes) <= set(NAMES):
            raise ValueError(f"profiles.toml: {classes}")
    return {DocumentType(name): tuple(classes) for name, classes in table.items()}


def _key(organisation: str) -> str:
    return re.sub(r"s\b", "", organisation.casefold()).replace(" ", "")
