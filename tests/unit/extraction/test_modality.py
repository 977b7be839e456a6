"""Every relation in every frame that takes its fact away: a sentence that denies or plans must never state."""

import re
import tomllib
from pathlib import Path

import pytest

from styrdok.extraction.extract import mentions
from styrdok.vocabulary import MentionKind, Modality, Relation

from .plain_readings import reading_of

TABLE = tomllib.loads((Path(__file__).parents[2] / "cases" / "modality.toml").read_text("utf-8"))


def told(text):
    found = mentions(reading_of([text]))
    return [
        (item.text, item.relation, item.modality)
        for item in found
        if item.kind is not MentionKind.SELF and item.relation is not Relation.REFERS_TO
    ]


def framed(verb, frame):
    words = re.sub(r"{main:(.*?)}", lambda match: verb["main"].format(match.group(1)), frame["text"])
    subject = verb["subject"]
    return words.format(
        subject=subject,
        Subject=subject[:1].upper() + subject[1:],
        finite=verb["finite"],
        infinitive=verb["infinitive"],
    )


def sentences():
    for verb in TABLE["verb"]:
        for frame in TABLE["frame"]:
            if frame["form"] in verb and not (frame.get("plain") and verb.get("norm")):
                yield framed(verb, frame), tuple(sorted(frame["modality"]))


@pytest.mark.parametrize(("text", "modalities"), list(sentences()), ids=str)
def test_what_is_not_a_fact_is_never_told_as_one(text, modalities):
    found = told(text)
    assert found
    assert {str(modality) for _, _, modality in found} <= set(modalities), found


@pytest.mark.parametrize("verb", TABLE["verb"], ids=lambda verb: verb["finite"])
def test_what_is_stated_is_a_fact(verb):
    found = told(f"Det står klart att {verb['subject']} {verb['finite']}.")
    assert {modality for _, _, modality in found} == {Modality.FACT}
    assert verb["relation"] in {str(relation) for _, relation, _ in found}


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["text"])
def test_how_far_a_denial_reaches(case):
    assert [[text, str(relation), str(modality)] for text, relation, modality in told(case["text"])] == case["found"]
