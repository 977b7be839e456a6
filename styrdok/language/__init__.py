"""What is said to people: Swedish as it stands in the code, other languages from a gettext catalogue."""

from styrdok.language.language import SIGNS, SWEDISH, Language, languages
from styrdok.language.sentence import Sentence, either, in_turn, to_say

__all__ = ["SIGNS", "SWEDISH", "Language", "Sentence", "either", "in_turn", "languages", "to_say"]
