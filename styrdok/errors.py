"""One tree of errors, each with its exit code and a hint that says what to do.

StyrdokError (1)
├── UsageProblem (2)
│   ├── NotAllowed
├── UnreadableInput (3)
│   ├── NotAPdf, EncryptedPdf, DamagedPdf, EmptyPdf, LimitExceeded
├── NotFound, AmbiguousName (4)
├── RegistryUnusable (5)
│   ├── RegistryMissing, RegistryLocked, RegistryDamaged, RegistryTooNew, RegistryNotWritable
├── MissingDependency (6)
└── WriteFailed (5)
"""

import sys
from enum import IntEnum
from typing import ClassVar

from styrdok.sentence import VERBATIM, Sentence

INSTALL = f"run '{sys.executable} -m pip install .' in the folder of its source"
"""How this program is installed anew, wherever its source came from."""


class ExitCode(IntEnum):
    """How a command ends; the interface of scripts that call it."""

    DONE = 0
    BUG = 1
    USAGE = 2
    UNREADABLE = 3
    NOT_FOUND = 4
    REGISTRY_UNUSABLE = 5
    MISSING_DEPENDENCY = 6
    PARTLY_DONE = 7
    FINDINGS_PRESENT = 8
    INTERRUPTED = 130


class StyrdokError(Exception):
    """Anything that went wrong and can be told to a person.

    ``sentence`` says what and where, ``advice`` what to do about it; both can be said in any language. A string
    stands for words that are the same in every language.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.BUG

    def __init__(self, message: Sentence | str, hint: Sentence | str = "") -> None:
        super().__init__(message, hint)
        self.sentence = message if isinstance(message, Sentence) else Sentence(VERBATIM, (("words", message),))
        self.advice = hint if isinstance(hint, Sentence) else Sentence(VERBATIM, (("words", hint),))

    @property
    def message(self) -> str:
        """What went wrong, in Swedish."""
        return str(self.sentence)

    @property
    def hint(self) -> str:
        """What to do about it, in Swedish."""
        return str(self.advice)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageProblem(StyrdokError):
    """The words of a command do not make sense together."""

    exit_code = ExitCode.USAGE


class NotAllowed(UsageProblem):
    """The account that asks for it may not do it."""


class UnreadableInput(StyrdokError):
    """A file that cannot be read; ``code`` is the short name kept in the registry."""

    exit_code = ExitCode.UNREADABLE
    code: ClassVar[str] = "unreadable"


class NotAPdf(UnreadableInput):
    """The bytes are not a PDF, whatever the name says."""

    code = "not_a_pdf"


class EncryptedPdf(UnreadableInput):
    """The PDF asks for a password."""

    code = "encrypted"


class DamagedPdf(UnreadableInput):
    """The PDF is cut off or its structure is broken beyond rescue."""

    code = "damaged"


class EmptyPdf(UnreadableInput):
    """The PDF has no pages."""

    code = "no_pages"


class LimitExceeded(UnreadableInput):
    """Reading the file took more time, memory or output than is allowed."""

    code = "limit"


class NotFound(StyrdokError):
    """No document, pair or file goes by that name."""

    exit_code = ExitCode.NOT_FOUND


class AmbiguousName(StyrdokError):
    """Several documents go by that name."""

    exit_code = ExitCode.NOT_FOUND


class RegistryUnusable(StyrdokError):
    """The registry file cannot be used."""

    exit_code = ExitCode.REGISTRY_UNUSABLE


class RegistryMissing(RegistryUnusable):
    """There is no registry at that path."""


class RegistryLocked(RegistryUnusable):
    """Another program holds the registry."""


class RegistryDamaged(RegistryUnusable):
    """The file is not a registry, or it is damaged."""


class RegistryTooNew(RegistryUnusable):
    """The registry was made by a newer version."""


class RegistryNotWritable(RegistryUnusable):
    """The registry, its folder or its disk cannot be written to."""


class WriteFailed(StyrdokError):
    """An output file could not be written."""

    exit_code = ExitCode.REGISTRY_UNUSABLE


class MissingDependency(StyrdokError):
    """A program or library that is needed is not installed."""

    exit_code = ExitCode.MISSING_DEPENDENCY
