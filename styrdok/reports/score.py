"""The picture of how the score of a pair comes about: a bar for each reason, each beginning where the last one ends."""

from markupsafe import Markup

from styrdok.findings import Overlap
from styrdok.language import Language
from styrdok.overlaps.steps import steps
from styrdok.reports.charts import waterfall

_DIGITS = 3


def score_picture(overlap: Overlap, language: Language) -> Markup:
    """The picture as a drawing in the page, every value written out, named by all its values for who cannot see it."""
    rows = [(language.tell(step.label), step.amount) for step in steps(overlap)]
    told = "; ".join(f"{name} {_number(amount, language)}" for name, amount in rows)
    title = language.say("Så blir poängen {score}: {steps}", score=language.number(overlap.score, _DIGITS), steps=told)
    total = (language.say("poäng"), overlap.score)
    return Markup(waterfall(title, rows, total, lambda amount: _number(amount, language)))


def _number(amount: float, language: Language) -> str:
    """A number with a real minus sign."""
    return language.number(amount, _DIGITS).replace("-", "−")
