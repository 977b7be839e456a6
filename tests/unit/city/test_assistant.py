"""What an assistant gets: every answer with document, page and words, errors in words, and nothing that writes."""

import asyncio
import hashlib

import pytest

pytest.importorskip("mcp", reason="the extra 'mcp' is not installed")

from mcp import Client

from styrdok.city.assistant import assistant
from styrdok.language import Language


@pytest.fixture(scope="module")
def server(corpus_registry):
    return assistant(corpus_registry, Language("sv"))


def client_does(server, work):
    async def done():
        async with Client(server) as client:
            return await work(client)

    return asyncio.run(done())


def ask(server, name, /, **given):
    answer = client_does(server, lambda client: client.call_tool(name, given))
    return answer.structured_content if not answer.is_error else answer.content[0].text


def test_every_tool_only_reads_and_says_what_it_does(server):
    tools = client_does(server, lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == {
        "list_documents", "document", "search", "overlaps", "needs", "proposals", "references"
    }  # fmt: skip
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.description
        assert "self" not in tool.input_schema["properties"]


def test_documents_come_in_parts_with_where_their_titles_were_read(server):
    first = ask(server, "list_documents", limit=5)
    assert first["total"] > 20
    assert first["next"] == 5
    rest = ask(server, "list_documents", offset=first["next"], limit=5)
    assert not {row["id"] for row in first["rows"]} & {row["id"] for row in rest["rows"]}
    (row,) = ask(server, "list_documents", words="PERSONALPOLICY för")["rows"]
    (title,) = [place for place in row["evidence"] if place["page"]][:1]
    assert "personalpolicy" in title["text"].casefold()
    assert title["document"] == row["id"]


def test_a_document_has_the_page_and_words_of_its_fields(server):
    found = ask(server, "document", name="Personalpolicy för Ekhamns stad")
    by_field = {value["field"]: value for value in found["fields"]}
    assert by_field["adopted_on"]["value"] == found["adopted_on"]
    assert by_field["adopted_on"]["page"] >= 1
    assert by_field["adopted_on"]["text"]


@pytest.mark.parametrize("name", ["overlaps", "needs", "proposals"])
def test_findings_bring_evidence_and_a_sentence(server, name):
    everything = ask(server, name, limit=200)
    assert len(everything["rows"]) == min(everything["total"], 200) > 0
    for row in everything["rows"]:
        assert row["sentence"]
        for place in row["evidence"]:
            assert all(place[key] for key in (("page", "text") if "page" in place else ("a_page", "a_text", "b_text")))
    of_one = ask(server, name, document="Personalpolicy för Ekhamns stad", limit=200)
    assert 0 < of_one["total"] < everything["total"]


def test_a_pair_is_asked_for_by_two_names(server):
    (pair,) = ask(server, "overlaps", document="personalpolicy.pdf", other="kvalitetsprogram-2021.pdf")["rows"]
    assert pair["reasons"]
    assert pair["evidence"]


def test_search_and_references_lead_to_pages(server):
    hits = ask(server, "search", query="ledarskap", limit=5)["rows"]
    assert 0 < len(hits) <= 5
    assert all(hit["title"] and hit["page"] and hit["text"] for hit in hits)
    own = ask(server, "references", document="Personalpolicy för Ekhamns stad", limit=200)["rows"]
    ends = {row["source_title"] for row in own} | {row["target_title"] for row in own}
    assert "Personalpolicy för Ekhamns stad" in ends
    assert all(row["page"] and row["text"] for row in own)


def test_errors_are_told_in_words(server):
    assert "finns" in ask(server, "document", name="Sagoplan för lindormar")
    assert "Ange minst ett ord" in ask(server, "search", query="  ")


def test_nothing_is_written(server, corpus_registry):
    before = hashlib.sha256(corpus_registry.read_bytes()).hexdigest()
    for name in ("list_documents", "overlaps", "needs", "proposals"):
        ask(server, name)
    ask(server, "search", query="trygghet")
    assert hashlib.sha256(corpus_registry.read_bytes()).hexdigest() == before
