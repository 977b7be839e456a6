"""Overlaps between documents: candidates, signals, score, coordination needs and proposals."""

from styrdok.overlaps.compare import Comparison, compare
from styrdok.overlaps.groups import PairGroup, find_groups
from styrdok.overlaps.needs.find import find_needs
from styrdok.overlaps.proposals.find import find_proposals
from styrdok.overlaps.revisions import Change, Fate, revision_history
from styrdok.overlaps.scoring import find_overlaps
from styrdok.overlaps.standard import StandardText, standard_texts

__all__ = [
    "Change",
    "Comparison",
    "Fate",
    "PairGroup",
    "StandardText",
    "compare",
    "find_groups",
    "find_needs",
    "find_overlaps",
    "find_proposals",
    "revision_history",
    "standard_texts",
]
