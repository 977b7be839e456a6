"""Passwords: which are good enough, and how they are kept (Argon2id, at the library's current parameters)."""

import secrets
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from styrdok.errors import UsageProblem
from styrdok.sentence import Sentence

SHORTEST, LONGEST = 12, 200
_LEAST_SIGNS = 5
_AT_ONCE = 2
"""Each takes tens of megabytes and a core; more than these wait."""

_HASHER = PasswordHasher()
_PLACES = BoundedSemaphore(_AT_ONCE)
_NOBODYS = _HASHER.hash(secrets.token_urlsafe(24))
"""What the password of a name that is nobody's is held against, so that the answer takes as long."""


def check_password(password: str, name: str) -> None:
    """Raise :class:`~styrdok.errors.UsageProblem` for a password that is too easy to guess."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageProblem(
            Sentence.of("Lösenordet ska ha {least}–{most} tecken.", least=SHORTEST, most=LONGEST),
            Sentence.of("Välj till exempel fyra ord som inte hör ihop."),
        )
    if len(set(password)) < _LEAST_SIGNS or name.casefold() in password.casefold():
        raise UsageProblem(
            Sentence.of("Lösenordet är för lätt att gissa."),
            Sentence.of("Välj till exempel fyra ord som inte hör ihop."),
        )


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _PLACES:
        return _HASHER.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the one of which ``kept`` was kept; as slow for an account that has none."""
    with _PLACES:
        try:
            return _HASHER.verify(kept or _NOBODYS, password[:LONGEST]) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Whether a password should be kept anew, since the library's parameters have grown stronger."""
    return _HASHER.check_needs_rehash(kept)


def suggested() -> str:
    """A password that nobody guesses, for the first time an account is used."""
    return "-".join(secrets.token_hex(2) for _ in range(4))
