"""What tells one edition of a title: its years, its version, the budget that a plan holds too."""

import re

_YEARS_AFTER = re.compile(
    r"(?: (?:för|under)(?: åren| perioden| år)?|,? perioden)? "
    r"((?:19|20)\d\d(?:-(?:(?:19|20)\d\d|\d\d)(?!\d))?)(?:-\d\d-\d\d(?!\d))?(?![\d:/]|-\d)"
)
_VERSION = re.compile(r" (\d\.\d)(?![\d.])")
_BUDGET_AFTER = re.compile(r" (?:och|med|&) (?:verksamhets|flerårs|investerings)?budget(?![\wåäö-])", re.IGNORECASE)


def years_after(text: str, end: int) -> tuple[int, str] | None:
    """Years right after a title: ``2020-2023``, ``för åren 2019-2022``, ``från 2015``, ``från 2015-03-12``."""
    match = _YEARS_AFTER.match(text, end)
    return (match.end(), match.group(1)) if match else None


def budget_after(text: str, end: int) -> int:
    """The end of ``och budget`` behind a plan that holds the budget too (``Regionplan och budget``)."""
    match = _BUDGET_AFTER.match(text, end)
    return match.end() if match else end


def version_after(text: str, end: int) -> int:
    """The end of a version behind a title (``Hamnplan 2.0``)."""
    match = _VERSION.match(text, end)
    return match.end() if match else end
