"""Whether two duties lie on two different bodies."""

from styrdok.models import Commitment
from styrdok.overlaps.labels import plain
from styrdok.overlaps.tables import table
from styrdok.swedish.bodies import body_words
from styrdok.vocabulary import Bindingness


def two_bodies(x: Commitment, y: Commitment) -> bool:
    """Whether two different boards, offices, companies or functions are bound, and not people in general."""
    if Bindingness.MAY in (x.bindingness, y.bindingness):
        return False
    a, b = plain(x.actor), plain(y.actor)
    return is_body(a) and is_body(b) and a not in b and b not in a


def is_body(actor: str) -> bool:
    """Whether words in lower case name one body that can be given a duty of its own."""
    general = table("statements.toml")["general_actors"]
    named = actor.split()
    if not named or actor in general or named[0] in general:
        return False
    return named[-1].endswith(body_words("bound"))
