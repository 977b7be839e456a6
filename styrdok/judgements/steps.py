"""The steps of the work on one document: who has it, until when, and what was decided in the end."""

from datetime import date

from styrdok.errors import UsageProblem
from styrdok.sentence import Sentence
from styrdok.vocabulary import StepField

LONGEST_STEP = 300


_DAYS = (StepField.DUE, StepField.DECIDED_ON)


def check_step(field: str | None, value: str | None) -> None:
    """Raise :class:`~styrdok.errors.UsageProblem` for a step that says nothing; an empty value takes the field away."""
    if field not in set(StepField):
        raise UsageProblem(
            Sentence.of("Det finns inget steg ”{field}”.", field=field or ""),
            Sentence.of("Steg: {known}.", known=", ".join(StepField)),
        )
    if value is None:
        return
    if StepField(field) in _DAYS:
        _day(value)
    elif len(value) > LONGEST_STEP or not value.isprintable():
        raise UsageProblem(
            Sentence.of("Texten är för lång eller har tecken som inte kan visas."),
            Sentence.of("Skriv högst {count} tecken.", count=LONGEST_STEP),
        )


def check_ahead(due: str | None, today: date) -> None:
    """Raise :class:`~styrdok.errors.UsageProblem` for a day by which something shall be done that has passed."""
    if due and due < today.isoformat():
        raise UsageProblem(
            Sentence.of("{day} har redan varit.", day=due), Sentence.of("Ange en dag som ligger framåt i tiden.")
        )


def _day(value: str) -> None:
    try:
        fits = date.fromisoformat(value).isoformat() == value
    except ValueError:
        fits = False
    if not fits:
        raise UsageProblem(
            Sentence.of("”{value}” är inget datum.", value=value[:40]), Sentence.of("Skriv datum som 2026-12-31.")
        )
