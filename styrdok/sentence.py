"""Sentences that can be said in any language: a Swedish template together with the values of its places.

The template is the key of the translation. Words of documents, their titles and names are values and stay as they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Union

Value = Union[str, int, float, "Sentence", tuple[Union[str, "Sentence"], ...]]
"""What fills a place, days as text; a sentence is said in the same language, a tuple is listed as ``a, b och c``."""

Translate = Callable[[str, str], str]
"""From a context (often none) and a Swedish text to the text in another language."""

HEADING = "Heading"
"""The context in which the headings of columns are translated."""

VERBATIM = "{words}"
"""The template of words that are the same in every language."""

LIST = "{words} och {last}"
"""How the last word of a list is joined to the others."""

DECIMAL = ","
"""What stands before the decimals of a number; a translation says what stands there in its language."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A Swedish ``template`` with ``{named}`` places and what fills them.

    ``str()`` gives the Swedish text. A ``context`` tells words apart that are spelt alike, such as the name of a type
    and the name of a theme.
    """

    template: str
    values: tuple[tuple[str, Value], ...] = ()
    context: str = ""

    @classmethod
    def of(cls, template: str, **values: Value | date) -> "Sentence":
        """A sentence with its places filled; the template must stand in the call so that it can be collected."""
        filled = ((name, value.isoformat() if isinstance(value, date) else value) for name, value in values.items())
        return cls(template, tuple(filled))

    def told(self, translate: Translate) -> str:
        """The text, its template and everything inside it translated."""
        text = translate(self.context, self.template)
        values = {name: _told(value, translate) for name, value in self.values}
        return text.format(**values) if values else text

    def __str__(self) -> str:
        return self.told(_swedish)


_NOTHING = Sentence("")


def to_say(text: str) -> str:
    """Mark a Swedish text that is said elsewhere, so that it is collected for translation."""
    return text


def headings(*texts: str) -> tuple[str, ...]:
    """Mark the Swedish headings of a table's columns, which :meth:`Language.heading` says."""
    return texts


def in_turn(sentences: Sequence[Sentence]) -> Sentence:
    """Sentences said one after another."""
    named = tuple((f"part{number}", one) for number, one in enumerate(sentences))
    return Sentence(" ".join(f"{{{name}}}" for name, _ in named), named)


def either(words: Sequence[Sentence]) -> Sentence:
    """Words as ``a eller b``; nothing said for none."""
    return reduce(lambda before, word: Sentence.of("{one} eller {other}", one=before, other=word), words or [_NOTHING])


def _swedish(context: str, text: str) -> str:
    return text


class _Number(float):
    """A number that is written with the decimal sign of a language."""

    sign = DECIMAL

    def __format__(self, spec: str) -> str:
        return super().__format__(spec).replace(".", self.sign)


def number(value: float, translate: Translate) -> float:
    """The number, to be formatted with the decimal sign of the language."""
    written = _Number(value)
    written.sign = translate("", DECIMAL)
    return written


def _told(value: Value, translate: Translate) -> str | int | float:
    if isinstance(value, Sentence):
        return value.told(translate)
    if isinstance(value, float):
        return number(value, translate)
    if isinstance(value, tuple):
        return _listed([word if isinstance(word, str) else word.told(translate) for word in value], translate)
    return value


def _listed(words: Sequence[str], translate: Translate) -> str:
    if len(words) < 2:
        return "".join(words)
    return translate("", LIST).format(words=", ".join(words[:-1]), last=words[-1])
