"""Sentences of the analysis as people are shown them."""

import pytest

from styrdok.reports.wording import tidy


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Sägs: ”• Hamnen ska sluta läcka.”.", "Sägs: ”Hamnen ska sluta läcka.”"),
        ("Sägs: ”4. Hamnnämnden samordnar målen.”", "Sägs: ”Hamnnämnden samordnar målen.”"),
        ("Sägs: ”12 bojar ses över.”", "Sägs: ”12 bojar ses över.”"),
        ('Sägs: ”"Två planer kunde bli en.”', "Sägs: ”Två planer kunde bli en.”"),
        ('Sägs: ”"Hamnplan" bör utgå.”', 'Sägs: ”"Hamnplan" bör utgå.”'),
        ("Nästan samma text: ”Bojarna målas och …”.", "Nästan samma text: ”Bojarna målas och …”."),
    ],
)
def test_quotes_begin_with_their_words_and_end_with_one_stop(said, shown):
    assert tidy(said) == shown
