"""Patterns of lines, built from the word table."""

import re

from styrdok.reading.words import words

_BULLETS = re.escape(words().bullets)

BULLET = re.compile(rf"[{_BULLETS}]")
ITEM = re.compile(rf"(?:[{_BULLETS}](?=\s)|o(?=\s)|\(?(?:\d{{1,2}}|[a-zåäö]|[ivx]{{1,4}})[.)](?=\s))\s+(?=\S)")
MARKER = re.compile(rf"(?:[{_BULLETS}]|o|\(?(?:\d{{1,2}}|[a-zåäö]|[ivx]{{1,4}})[.)])")
LEADING = re.compile(rf"(?:[{_BULLETS}]|o|\(?\w{{1,2}}[.)]|(?:§\s?)?\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}\.?|\d+\s?§)")
NUMBERED = re.compile(
    r"(?:(?:§\s*)?(\d{1,3}(?:\.\d{1,3}){0,4})\.?|(?:kapitel|kap\.?|bilaga)\s+(\d{1,2}|[A-Z])[.:]?)\s+\S", re.I
)
LABEL = re.compile(r"[A-ZÅÄÖ][^\s:]*(?:\s[^\s:.,;]+){0,4}:(?:\s|$)")
SENTENCE_END = re.compile(r"[.!?:][\"”’')»]*(?:\s?[¹²³⁰⁴-⁹]+)?$")
STARTS_LOW = re.compile(r"[\"”(]?[a-zåäöéü]")
# What leaves a sentence open at the end of a line, and what can only go on one.
CALLS_FOR_MORE = re.compile(
    r"(?i)(?:(?<=[ ])|^)(?:\w*(?:lagen|balken|förordningen)|kap\.|§§?|"
    r"och|samt|eller|i|av|enligt|om|för|till|med|på|från)$"
)
YEAR_AND_NUMBER = re.compile(r"\((?:SFS )?\d{4}:\s?\d{1,4}\)")
CHAPTER_OR_SECTION = re.compile(r"\d{1,3}(?: ?[a-z])? ?(?:kap\b|§)")
CAPTION = re.compile(rf"(?:{'|'.join(words().caption)})\b\.?\s*(?:\d+(?:[.:]\d+)*\b|:)", re.I)
NUMBER_CUT = re.compile(r"(?<![\d.,/§-])\d{1,3}(?: \d{3})*$")
THOUSANDS = re.compile(r"\d{3}(?: \d{3})*(?![\d.,:)])\s")
NOTE_START = re.compile(r"(?:[¹²³⁰⁴-⁹]+\s?|\[?\d{1,3}\]?[.)]?\s+)(?=[^\W\d_]|[\"”(§])")
LEADERS = re.compile(r"(?:[.…_·]\s?){4,}")
CONTENTS_ENTRY = re.compile(r"^(?=[^a-zåäö]*[^\W\d_])(?P<title>.*?)(?:\s|(?:[.…_·]\s?){3,})\s*(?P<page>\d{1,4})$")

_PAGE = "|".join(words().page)
_OF = "|".join(re.escape(word) for word in words().of)
PAGE_NUMBER = re.compile(
    rf"(?:(?:{_PAGE})\.?\s*)?[-–(]?\s*(?P<number>\d{{1,4}})\s*[-–)]?"
    rf"(?:\s*(?:\(\s*(?P<bracketed>\d{{1,4}})\s*\)|(?:{_OF})\s*(?P<total>\d{{1,4}})\)?))?",
    re.I,
)
PAGE_TOKEN = re.compile(
    rf"(?:(?<=^)|(?<=\s))\d{{1,4}}(?=\s*(?:\(\d+\)|(?:{_OF})\s*\d+)?$)|^\d{{1,4}}(?=\s)"
    r"|(?<=sida )\d{1,4}|(?<=sid )\d{1,4}"
)
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NOTE_MARK = re.compile(r"[¹²³⁰⁴-⁹]+")
