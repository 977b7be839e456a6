"""Code words for what to look at in the lists that a city keeps, and for the languages of its documents."""

from enum import StrEnum


class DueKind(StrEnum):
    """Why a document stands in the calendar."""

    EXPIRES = "expires"
    REVIEW = "review"
    DEADLINE = "deadline"


class DutyMark(StrEnum):
    """What a reviewer should look at in a duty: laid down twice, on two bodies, on nobody in particular."""

    DOUBLE = "double"
    DIVIDED = "divided"
    UNOWNED = "unowned"


class GoalMark(StrEnum):
    """What a reviewer should look at in a goal: another document sets it otherwise, no value, no year."""

    COLLIDES = "collides"
    NO_VALUE = "no_value"
    NO_YEAR = "no_year"


class TermMark(StrEnum):
    """How a term stands: defined otherwise elsewhere, or defined once and used by others without a word on it."""

    DIFFERS = "differs"
    USED = "used"


class Tongue(StrEnum):
    """The language that a document is written in."""

    SWEDISH = "sv"
    ENGLISH = "en"
    FINNISH = "fi"
    NORWEGIAN = "no"
    DANISH = "da"
    GERMAN = "de"
