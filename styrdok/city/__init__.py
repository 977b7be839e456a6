"""A registry to look into from Python and from notebooks: listings of rows that can be said, tabled and shown."""

from styrdok.city.city import City, open_city
from styrdok.city.listing import Listing
from styrdok.city.rows import DocumentRow, NeedRow, Pair, ProposalRow, ReferenceRow, Row

__all__ = ["City", "DocumentRow", "Listing", "NeedRow", "Pair", "ProposalRow", "ReferenceRow", "Row", "open_city"]
