"""Titles that are the same are found without holding each against all."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.resolution.catalogue import Catalogue
from styrdok.resolution.editions import _rough, lines, same_title
from styrdok.sets import Sets
from tests import made

TITLES = (
    "Cykelplan", "Plan för cykling", "Cykelplan 2020-2024", "Plan för cykel och gång", "Program", "Programmet 2024",
    "Reglemente", "Reglemente för kommunstyrelsen", "Vision 2030", "Vision 2040", "Ett hållbart Ekhamn",
    "Ett hållbart Ekhamn – miljöprogram", "Miljöprogram", "Program för miljöarbete", "Bibliotek för alla",
    "Biblioteksplan: Bibliotek för alla", "Arbetsplan för utveckling", "Utvecklingsplan", "Verksamhetsplan",
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(TITLES), min_size=2, max_size=12))
def test_the_lines_are_those_of_holding_every_title_against_every_other(titles):
    documents = [made.document(f"d{at:02}", title) for at, title in enumerate(titles)]
    catalogue = Catalogue(documents)
    sets = Sets(catalogue.by_id)
    for a, b in combinations(catalogue.entries, 2):
        if _rough(a, catalogue) == _rough(b, catalogue) and same_title(a.key, b.key):
            sets.join(a.id, b.id)
    assert lines(documents) == {name: sets.root(name) for name in catalogue.by_id}
