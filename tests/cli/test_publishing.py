"""``publish``: a folder that is a site, written anew over the last one and never over anything else."""

from .test_commands import run


def test_a_site_is_written_again_over_itself(corpus_registry, tmp_path):
    folder = tmp_path / "webb"
    for _ in range(2):
        told = run("publish", folder, "--base", "https://kommun.example", "--with-files", registry=corpus_registry)
        assert told.returncode == 0, told.stderr
    pages = list((folder / "dokument").glob("*.html"))
    files = {file.stem for file in (folder / "filer").iterdir()}
    assert pages
    assert {page.stem for page in pages} == files
    assert "https://kommun.example/dokument/" in (folder / "register.csv").read_text()


def test_a_folder_with_anything_else_and_an_address_that_is_none_are_refused(corpus_registry, tmp_path):
    (tmp_path / "brev.txt").write_text("Hej")
    assert run("publish", tmp_path, registry=corpus_registry).returncode == 2
    assert run("publish", tmp_path / "ny", "--base", "kommun", registry=corpus_registry).returncode == 2
    assert not (tmp_path / "ny").exists()
