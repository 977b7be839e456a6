"""Web pages and Word documents go the way of every file, from the folder to a picture of the page."""

from styrdok.engines.ingest import ingest
from styrdok.pages.flow import flowing_picture
from styrdok.registry.store import Registry
from styrdok.vocabulary import FileStatus, MentionKind
from tests.unit.reading.test_flowing import PAGE, word_file


def test_files_of_every_format_are_taken_in_by_their_ending(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "policy.HTML").write_text(PAGE, encoding="utf-8")
    (folder / "policy.docx").write_bytes(word_file())
    (folder / "notes.txt").write_text("Hamntaxa", encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"no zip")
    summary = ingest([folder], tmp_path / "r.db")
    assert {file.name: file.status for file in summary.files} == {
        "policy.HTML": FileStatus.OK,
        "policy.docx": FileStatus.OK,
        "broken.docx": FileStatus.QUARANTINED,
    }
    with Registry.open(tmp_path / "r.db", read_only=True) as registry:
        snapshot = registry.snapshot()
        assert {record.document.description.title for record in snapshot.records} == {"Kajpolicy för Kajstad"}
        mentions = [reference.mention for reference in snapshot.references]
        assert any(mention.kind is MentionKind.TITLE for mention in mentions)
        for record in snapshot.records:
            page = registry.pages(record.document.id)[0]
            blocks = registry.blocks(record.document.id, 1)
            drawn = flowing_picture(page, blocks, registry.text(record.document.id), 1.0)
            assert drawn.startswith(b"\x89PNG")
            assert len(drawn) > len(flowing_picture(page, (), "", 1.0))
