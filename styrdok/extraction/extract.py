"""Everything that is read out of one document, in the order in which one step needs another."""

from styrdok.extraction.mentions.find import find_mentions
from styrdok.extraction.metadata.describe import describe
from styrdok.extraction.metadata.fields import fields
from styrdok.extraction.relations.relate import relate
from styrdok.extraction.statements.commitments import commitments
from styrdok.extraction.statements.definitions import definitions
from styrdok.extraction.statements.goals import goals
from styrdok.extraction.statements.viewpoints import viewpoints
from styrdok.extraction.themes.weigh import themes
from styrdok.models import Description, Extraction, Mention, Reading
from styrdok.reading.passages import passages


def extract(reading: Reading) -> Extraction:
    """What the machine reads out of one document, independent of any other."""
    values = fields(reading)
    description = describe(values)
    pieces = passages(reading)
    found = mentions(reading, description)
    return Extraction(
        fields=values,
        passages=pieces,
        mentions=found,
        themes=themes(reading, pieces, description.title),
        definitions=definitions(reading),
        commitments=commitments(reading),
        goals=goals(reading),
        viewpoints=viewpoints(reading, found, description),
    )


def mentions(reading: Reading, description: Description | None = None) -> tuple[Mention, ...]:
    """What a document mentions, in order, with the relation that the words around each mention tell.

    ``description`` says what the document is; without it title, kind and date are guessed from the first page.
    """
    return relate(reading, find_mentions(reading, description), description.kind if description else None)
