"""What is kept beside the registry is whole or not there, never grows, and never stands in the way."""

import os

import pytest

from styrdok.registry.beside import Damaged, Shelf
from styrdok.registry.store import Registry


@pytest.fixture
def shelf(tmp_path):
    (tmp_path / "r.db").write_bytes(b"")
    return Shelf(tmp_path / "r.db")


def test_what_was_put_is_there(shelf):
    shelf.put("one", [b"wo", b"rds"])
    assert (shelf.get("one"), shelf.get("two"), shelf.names()) == (b"words", None, ("one",))


@pytest.mark.parametrize("harm", [lambda data: data[:-1], lambda data: b"", lambda data: data[:40] + b"x" + data[41:]])
def test_what_is_damaged_is_not_there(shelf, tmp_path, harm):
    shelf.put("one", [b"words of some length"])
    place = tmp_path / "r.db.analysis" / "one"
    place.write_bytes(harm(place.read_bytes()))
    with pytest.raises(Damaged):
        shelf.get("one")


def test_what_is_kept_by_document_goes_with_it(shelf):
    shelf.put("one", [])
    for document, body in (("", b"figures"), ("d1", b"words"), ("d2", b"other words")):
        shelf.drawer("all.documents").put(document, body)
    shelf.clear(["d2", "d3"])
    assert shelf.names() == ("all.documents",)
    assert [shelf.drawer("all.documents").get(one) for one in ("", "d1", "d2")] == [b"figures", None, b"other words"]
    shelf.drawer("newer.documents").put("d2", b"words")
    assert shelf.names() == ("newer.documents",)
    shelf.clear()
    assert shelf.drawer("newer.documents").get("d2") is None


def test_what_is_kept_of_pairs_goes_with_any_document(shelf):
    for document in ("d1", "d2"):
        shelf.drawer("all.pairs").put(document, b"words of both")
    shelf.clear(["d1", "d2", "d3"])
    assert shelf.drawer("all.pairs").get("d1") == b"words of both"
    shelf.clear(["d2", "d3"])
    assert shelf.names() == ()


def test_drawers_of_another_ending_stay(shelf):
    shelf.drawer("old.documents").put("d1", b"words")
    shelf.drawer("new.said").put("d1", b"words")
    shelf.drawer("new.documents").put("d1", b"words")
    assert set(shelf.names()) == {"new.said", "new.documents"}


@pytest.mark.parametrize("harm", [lambda data: data[:-1], lambda data: b""])
def test_what_is_damaged_by_document_is_not_there(shelf, tmp_path, harm):
    shelf.drawer("all.documents").put("d1", b"words")
    place = tmp_path / "r.db.analysis" / "all.documents" / "d1"
    place.write_bytes(harm(place.read_bytes()))
    with pytest.raises(Damaged):
        shelf.drawer("all.documents").get("d1")


def test_the_oldest_goes(shelf, tmp_path):
    for number in range(9):
        shelf.put(f"n{number}", [])
        os.utime(tmp_path / "r.db.analysis" / f"n{number}", ns=(number, number))
    assert shelf.names() == ("n8", "n7", "n6")


def test_nothing_is_left_after_clearing(shelf, tmp_path):
    shelf.clear()
    shelf.put("one", [])
    shelf.clear()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.db"]


def test_where_nothing_can_be_kept_nothing_is(shelf, tmp_path):
    (tmp_path / "r.db.analysis").write_bytes(b"a file where the folder should be")
    shelf.put("one", [b"wo", b"rds"])
    assert (shelf.get("one"), shelf.names()) == (None, ())
    shelf.clear()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
@pytest.mark.parametrize(("mode", "folder"), [(0o600, 0o700), (0o640, 0o750), (0o644, 0o755)])
def test_nobody_else_may_read_it_than_may_read_the_registry(shelf, tmp_path, mode, folder):
    (tmp_path / "r.db").chmod(mode)
    shelf.put("one", [b"wo", b"rds"])
    shelf.drawer("all.said").put("d1", b"words")
    for place in ("r.db.analysis", "r.db.analysis/all.said"):
        assert (tmp_path / place).stat().st_mode & 0o777 == folder


def test_it_is_emptied_when_documents_change(tmp_path):
    with Registry.open(tmp_path / "r.db", create=True) as registry:
        Shelf(registry.path).put("old", [b"words of a document"])
        registry.relink()
        assert Shelf(registry.path).names() == ()
