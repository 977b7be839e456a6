"""What Typer says of words that it cannot make sense of, in the language of the person."""

import re
from collections.abc import Mapping, Sequence

from styrdok.cli.errors import tell
from styrdok.errors import ExitCode
from styrdok.language import Language, Sentence, to_say
from styrdok.language.language import SWEDISH

_NEAR = r"(?: Did you mean (?P<near>.+?)\?| \(Possible options: (?P<nears>.+)\))?"
_SAYINGS: Sequence[tuple[str, str]] = (
    (rf"No such option: (?P<option>\S+){_NEAR}", to_say("Det finns ingen flagga {option}.")),
    (r"Option '?(?P<option>[^' ]+)'? requires an argument\.", to_say("Flaggan {option} behöver ett värde.")),
    (rf"No such command '(?P<name>.+?)'\.{_NEAR}", to_say("Det finns inget kommando ”{name}”.")),
    (r"Missing command\.", to_say("Kommandot saknas.")),
    (r"Missing \w+ '?(?P<what>.+?)'?\.(?: .*)?", to_say("{what} saknas.")),
    (r"Got unexpected extra argument(?:s|\(s\))? \((?P<words>.*)\)", to_say("Det är ett ord för mycket: {words}.")),
    (r"Invalid value for '?(?P<what>.+?)'?: (?:Value error, )?(?P<why>.+)", to_say("Fel värde för {what}. {why}")),
)
"""What Typer says in English, and the same in Swedish."""

_WHY: Sequence[tuple[str, str]] = (
    (r"(?P<word>.*) is not one of (?P<known>.+?)\.?", to_say("{word} finns inte; skriv ett av {known}.")),
    (r"Input should be a valid integer.*|.* is not a valid int.*", to_say("Skriv ett heltal.")),
    (r"Input should be a valid (?:number|float).*|.* is not a valid float.*", to_say("Skriv ett tal.")),
    (r"Input should be greater than or equal to (?P<least>[\d.]+)", to_say("Skriv ett tal som är minst {least}.")),
    (r"Input should be less than or equal to (?P<most>[\d.]+)", to_say("Skriv ett tal som är högst {most}.")),
    (r".* is not in the range (?P<range>.+?)\.", to_say("Skriv ett tal i {range}.")),
)


def is_of_usage(problem: Exception) -> bool:
    """Whether Typer says that the words of a command make no sense; it has no name of its own for such errors."""
    return callable(getattr(problem, "format_message", None)) and getattr(problem, "exit_code", None) is not None


def tell_usage(problem: Exception, lang: Language) -> int:
    """Say what Typer says, in Swedish where that is spoken; the exit code."""
    message = " ".join(problem.format_message().split())  # type: ignore[attr-defined]
    said = in_swedish(message) if lang.code == SWEDISH else None
    if said is None or type(problem).__name__ == "NoArgsIsHelpError":
        problem.show()  # type: ignore[attr-defined]
    else:
        tell(f"styrdok: {lang.tell(said)}")
        context = getattr(problem, "ctx", None)
        tell(lang.say("Se {command} --help.", command=context.command_path if context else "styrdok"))
    return int(getattr(problem, "exit_code", ExitCode.USAGE))


def in_swedish(message: str) -> Sentence | None:
    """What one of Typer's messages says; ``None`` for one that is not known."""
    found = _matched(message, _SAYINGS)
    if found is None:
        return None
    template, values = found
    near = values.pop("near", "") or values.pop("nears", "")
    values.pop("nears", None)
    if "why" in values:
        why = _matched(values["why"], _WHY)
        if why is None:
            return None
        said = Sentence(template, (*_pairs(values, but="why"), ("why", Sentence(why[0], tuple(why[1].items())))))
    else:
        said = Sentence(template, _pairs(values))
    return Sentence.of("{said} {near}", said=said, near=Sentence.of("Menade du {near}?", near=near)) if near else said


def _matched(text: str, sayings: Sequence[tuple[str, str]]) -> tuple[str, dict[str, str]] | None:
    for pattern, template in sayings:
        match = re.fullmatch(pattern, text)
        if match is not None:
            return template, {name: value or "" for name, value in match.groupdict().items()}
    return None


def _pairs(values: Mapping[str, str], but: str = "") -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in values.items() if name != but)
