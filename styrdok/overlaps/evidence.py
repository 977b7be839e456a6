"""What lies before a reviewer who judges a pair: the same words whichever door the verdict comes in by."""

from collections.abc import Iterable

from styrdok.findings import Need, Overlap, Place


def evidence_for(a: str, b: str, overlaps: Iterable[Overlap], needs: Iterable[Need]) -> tuple[Place, ...]:
    """The passages that the overlap of two documents shows, both sides, then what the needs of both rest on.

    Each place is given once.
    """
    pair = {a, b}
    places = [
        place
        for overlap in overlaps
        if {overlap.a, overlap.b} == pair
        for passage in overlap.evidence
        for place in (Place(overlap.a, passage.a), Place(overlap.b, passage.b))
    ]
    places += [place for need in needs if pair <= set(need.documents) for place in need.evidence]
    return tuple(dict.fromkeys(places))
