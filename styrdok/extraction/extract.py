"""Everything that is read out of one document, in the order in which one step needs another."""

from styrdok.extraction.metadata import fields
from styrdok.extraction.statements.commitments import commitments
from styrdok.extraction.statements.definitions import definitions
from styrdok.extraction.statements.goals import goals
from styrdok.models import Extraction, Reading
from styrdok.reading.passages import passages


def extract(reading: Reading) -> Extraction:
    """What the machine reads out of one document, independent of any other."""
    return Extraction(
        fields=fields(reading),
        passages=passages(reading),
        mentions=(),
        themes=(),
        definitions=definitions(reading),
        commitments=commitments(reading),
        goals=goals(reading),
    )
