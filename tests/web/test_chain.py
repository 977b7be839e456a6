"""The mandate chain and the questions to the graph as pages: trees, what is odd, and the words that show it."""

import csv
import io
import re
from html.parser import HTMLParser

import pytest


def tree_of(page):
    """The documents of each card of trees, indented by how deep their items nest."""
    found = []

    class Reader(HTMLParser):
        depth = 0
        item = False

        def handle_starttag(self, tag, attributes):
            self.depth += tag == "ul"
            self.item = self.item or tag == "li"
            if self.item and tag in ("a", "span") and self.depth:
                found.append((self.depth, dict(attributes).get("href", "")))
                self.item = False

        def handle_endtag(self, tag):
            self.depth -= tag == "ul"

    for part in re.findall(r'<ul class="chain">.*?</section>', page, re.DOTALL):
        reader = Reader()
        reader.feed(part)
        assert reader.depth == 0
    return found


def test_the_trees_nest_as_deep_as_the_chain_and_every_step_leads_to_its_page(reader, ids):
    page = reader.get("/styrkedjan").text
    lines = tree_of(page)
    assert lines.index((3, f"/d/{ids['biblioteksplan.pdf']}")) > lines.index((1, f"/d/{ids['vision-2035.pdf']}"))
    address = re.search(r'class="chain">.*?href="(/d/[^"]+/s/\d+\?[^"]+)"', page, re.DOTALL)[1].replace("&amp;", "&")
    assert 'id="belagg"' in reader.get(address).text
    assert "som är utgånget" in page
    assert "Säger inte vad det vilar på" in page


def test_a_document_and_a_theme_narrow_page_list_and_drawing_alike(reader, ids):
    one = f"dokument={ids['klimathandlingsplan-2023-2026.pdf']}"
    told = reader.get(f"/styrkedjan.csv?{one}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(told), delimiter=";"))
    assert {row["Vilar på"] for row in rows} >= {"Miljöprogram 2020–2030"}
    assert not any("Jämställdhetsplan" in row["Dokument"] for row in rows)
    drawn = reader.get(f"/styrkedjan.svg?{one}")
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert "Miljöprogram 2020–2030" in drawn.text
    assert "Jämställdhetsplan" not in drawn.text
    assert reader.get(f"/styrkedjan.png?{one}").content.startswith(b"\x89PNG")
    assert "Jämställdhetsplan" not in "".join(re.findall(r'class="chain".*', reader.get(f"/styrkedjan?{one}").text))
    assert reader.get("/styrkedjan?dokument=finnsinte").status_code == 404


@pytest.mark.parametrize(("question", "words"), [("central", "dokument hänvisar hit"), ("cycles", "i ring")])
def test_an_answer_stands_with_the_references_that_show_it(reader, question, words):
    page = reader.get(f"/karta/fragor?fraga={question}").text
    answers = page[page.index('id="svar"') :]
    assert words in answers
    assert re.search(r'<blockquote lang="sv">.+?href="/d/[^"]+/s/\d+', answers, re.DOTALL)


def test_a_question_that_nothing_answers_says_so(reader):
    assert "Inget dokument." in reader.get("/karta/fragor?fraga=bridges").text


def test_a_document_is_asked_for_by_words_of_its_name(reader, ids):
    by_id = reader.get(f"/styrkedjan?dokument={ids['klimathandlingsplan-2023-2026.pdf']}").text
    by_words = reader.get("/styrkedjan?dokument=klimathandlingsplan").text
    tree = re.compile(r'<ul class="chain">.*</ul>', re.S)
    assert tree.search(by_words)[0] == tree.search(by_id)[0]
    assert 'value="klimathandlingsplan"' in by_words
