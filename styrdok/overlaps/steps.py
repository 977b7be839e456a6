"""How the score of a pair comes about, step by step: what each reason adds, and what is taken off in the end."""

from dataclasses import dataclass

from styrdok.findings import Overlap
from styrdok.language import Sentence
from styrdok.overlaps.scoring import curbed
from styrdok.overlaps.signals import signals

_CURB = Sentence.of("dämpning")
_FACTOR = Sentence.of("dokumentens slag")
_LEAST = 0.0005


@dataclass(frozen=True, slots=True)
class Step:
    """What a reason adds to the score of a pair, or what is taken off (below 0), and what that is called."""

    label: Sentence
    amount: float


def steps(overlap: Overlap) -> tuple[Step, ...]:
    """The steps to the score of a pair, which is their sum: its reasons, what is curbed, what the kinds take off."""
    known = signals()
    weighed = [signal for signal in overlap.signals if signal.weight]
    found = [
        Step(known[signal.name].label if signal.name in known else Sentence(signal.name), signal.weight * signal.value)
        for signal in weighed
    ]
    total = sum(step.amount for step in found)
    held = curbed(total)
    taken = (Step(_CURB, held - total), Step(_FACTOR, overlap.score - held))
    return (*found, *(step for step in taken if abs(step.amount) > _LEAST))
