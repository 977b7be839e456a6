"""What is said to people: Swedish as it stands in the code, other languages from a gettext catalogue."""

from styrdok.language.language import IN_SWEDISH, SIGNS, SWEDISH, Language, languages
from styrdok.sentence import Sentence, either, headings, in_turn, to_say

__all__ = [
    "IN_SWEDISH",
    "SIGNS",
    "SWEDISH",
    "Language",
    "Sentence",
    "either",
    "headings",
    "in_turn",
    "languages",
    "to_say",
]
