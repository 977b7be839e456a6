"""How errors reach people: one message on standard error and the exit code of their kind."""

import os
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise

from styrdok.errors import INSTALL, ExitCode, MissingDependency, StyrdokError
from styrdok.language import IN_SWEDISH, Language, languages


def tell(message: str) -> None:
    """Say something to the person, on standard error."""
    print(message, file=sys.stderr)


def guarded(command: Callable[[], object]) -> int:
    """Run a command; whatever it raises becomes a message and an exit code."""
    try:
        code = command()
    except StyrdokError as problem:
        lang = language_asked_for(sys.argv[1:])
        tell(f"styrdok: {lang.tell(problem.sentence)}" + (f"\n{lang.tell(problem.advice)}" if problem.hint else ""))
        return problem.exit_code
    except ModuleNotFoundError as problem:
        if os.environ.get("STYRDOK_DEBUG"):
            raise
        lang = language_asked_for(sys.argv[1:])
        missing = lang.say("{name} är inte installerat.", name=str(problem.name))
        tell(f"styrdok: {missing}\n{lang.say('Installera styrdok på nytt: {install}.', install=INSTALL)}")
        return MissingDependency.exit_code
    except Exception as problem:
        from styrdok.cli.usage import is_of_usage, tell_usage

        if is_of_usage(problem):
            return tell_usage(problem, language_asked_for(sys.argv[1:]))
        if os.environ.get("STYRDOK_DEBUG"):
            raise
        lang = language_asked_for(sys.argv[1:])
        what = f"{type(problem).__name__}: {problem}"
        tell("styrdok: " + lang.say("Oväntat fel ({what}). Det är ett fel i styrdok.", what=what))
        tell(lang.say("Sätt STYRDOK_DEBUG=1 för att se var det hände, och rapportera det med filen som ledde dit."))
        return ExitCode.BUG
    return code if isinstance(code, int) else ExitCode.DONE


def language_asked_for(words: Sequence[str]) -> Language:
    """The language that a command line asks for, by its flag or the environment; Swedish where that cannot be told."""
    asked = code_asked_for(words)
    return Language(asked) if asked in languages() else IN_SWEDISH


def code_asked_for(words: Sequence[str]) -> str:
    """What a command line or the environment says of language; the empty text where they say nothing."""
    asked = os.environ.get("STYRDOK_LANG", "")
    for word, following in pairwise((*words, "")):
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.partition("=")[2]
    return asked
