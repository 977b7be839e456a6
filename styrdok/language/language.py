"""One language of what is shown to people; translations are gettext catalogues below ``locale``."""

import gettext
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from styrdok.errors import UsageProblem
from styrdok.language.themes import theme_word
from styrdok.language.words import word_of
from styrdok.sentence import HEADING, Sentence, Value, number
from styrdok.vocabulary import Verdict

SWEDISH = "sv"
SIGNS = {Verdict.OPEN: "○", Verdict.ACCEPT: "✓", Verdict.DISMISS: "✗", Verdict.UNSURE: "?"}
LOCALE = Path(__file__).parent / "locale"
"""Where the catalogues lie."""
_DOMAIN = "styrdok"


class Language:
    """One language. Raises :class:`~styrdok.errors.UsageProblem` for one that is not there."""

    def __init__(self, code: str = SWEDISH) -> None:
        if code not in languages():
            raise UsageProblem(
                Sentence.of("Det finns inget språk ”{code}”.", code=code),
                Sentence.of("Använd något av {known}.", known=", ".join(languages())),
            )
        self.code = code
        self._catalogue = _catalogue(code)

    def say(self, text: str, **values: Value) -> str:
        """The Swedish ``text`` in this language, its ``{names}`` filled in."""
        return self.tell(Sentence(text, tuple(values.items())))

    def tell(self, sentence: Sentence) -> str:
        """A sentence in this language."""
        return sentence.told(self._translated)

    def tell_instead(self, sentence: Sentence, other: Mapping[str, str]) -> str:
        """A sentence in this language, said by ``other`` Swedish templates where it or a part of it has one."""
        return sentence.told(lambda context, text: self._translated(context, other.get(text, text)))

    def tell_all(self, sentences: Sequence[Sentence]) -> str:
        """Sentences one after another."""
        return " ".join(map(self.tell, sentences))

    def heading(self, text: str) -> str:
        """The Swedish ``text`` at the head of a column in this language."""
        return self.tell(Sentence(text, (), HEADING))

    def number(self, value: float, digits: int = 2) -> str:
        """A number with so many decimals, as it is written in this language."""
        return format(number(value, self._translated), f".{digits}f")

    def word(self, code: StrEnum) -> str:
        """What a code word of the interface is called."""
        return self.tell(word_of(code))

    def theme(self, theme: str) -> str:
        """What a theme is called."""
        return self.tell(theme_word(theme))

    @property
    def marks_swedish(self) -> str:
        """The attribute, with a space before it, that marks words of documents in a page of this language."""
        return "" if self.code == SWEDISH else ' lang="sv"'

    def verdict(self, verdict: Verdict) -> str:
        """A verdict with its sign, so that colour is never alone."""
        return f"{SIGNS[verdict]} {self.word(verdict)}"

    def _translated(self, context: str, text: str) -> str:
        if not text:
            return text
        return self._catalogue.pgettext(context, text) if context else self._catalogue.gettext(text)


def languages() -> tuple[str, ...]:
    """The languages there are, Swedish first."""
    return (SWEDISH, *_translated())


@cache
def _translated() -> tuple[str, ...]:
    return tuple(sorted(path.parent.parent.name for path in LOCALE.glob(f"*/LC_MESSAGES/{_DOMAIN}.mo")))


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == SWEDISH:
        return gettext.NullTranslations()
    return gettext.translation(_DOMAIN, LOCALE, [code])


IN_SWEDISH = Language()
"""What is spoken where nobody asks for anything else."""
