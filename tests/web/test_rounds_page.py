"""The consultation rounds: every answer with stance and demands that lead to their page; the same rows as a file."""

import csv
import io
import re


def test_a_round_has_a_line_for_every_body_and_its_words_lead_to_their_page(reader, ids):
    listed = reader.get("/remiss").text
    address = f"/remiss/{ids['kvalitetsprogram-2021.pdf']}"
    assert f'href="{address}"' in listed
    text = reader.get(address).text
    table = text[text.index("<tbody") : text.index("</tbody>")]
    assert table.count('scope="row"') == len(reader.app.state.desk.state().findings.rounds[0].answers) > 1
    assert "Utbildningsnämnden" in table
    link = re.search(r'class="said" lang="sv">[^<]+</q> <a href="([^"]+)"', table)
    assert reader.get(link[1].replace("&amp;", "&")).status_code == 200


def test_a_round_is_taken_away_as_it_is_shown(reader, ids):
    document = ids["kvalitetsprogram-2021.pdf"]
    answer = reader.get(f"/remiss.csv?dokument={document}")
    _, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    (held,) = (one for one in reader.app.state.desk.state().findings.rounds if one.document == document)
    assert [row[1] for row in rows] == [one.body for one in held.answers]
    assert reader.get("/remiss.xlsx").status_code == 200


def test_a_document_without_answers_has_no_round(reader, ids):
    assert reader.get(f"/remiss/{ids['personalpolicy.pdf']}").status_code == 404
