"""Whole files: either new or as before, with the rights that the person's umask leaves."""

import os

import pytest

from styrdok.errors import UnreadableInput, WriteFailed
from styrdok.files import read_bytes, write_whole


@pytest.mark.parametrize(("mask", "rights"), [(0o077, 0o600), (0o022, 0o644), (0o027, 0o640)])
def test_a_new_file_obeys_the_umask(tmp_path, mask, rights):
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "report.html", b"x")
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert (tmp_path / "report.html").stat().st_mode & 0o777 == rights


def test_a_file_that_is_replaced_keeps_its_rights(tmp_path):
    target = tmp_path / "report.html"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_whole(target, b"new")
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"new", 0o640)


def test_a_folder_that_is_not_there_is_told_and_leaves_nothing(tmp_path):
    with pytest.raises(WriteFailed):
        write_whole(tmp_path / "none" / "report.html", b"x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files on this system")
def test_a_pipe_is_not_waited_for_and_a_device_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/dev/zero")
    for name in ("pipe", "link"):
        with pytest.raises(UnreadableInput) as problem:
            read_bytes(tmp_path / name)
        assert str(tmp_path / name) in problem.value.message


def test_no_more_is_read_than_asked_for(tmp_path):
    (tmp_path / "acts").write_bytes(b"12345")
    assert read_bytes(tmp_path / "acts", 5) == b"12345"
    with pytest.raises(UnreadableInput, match="högst 4 byte"):
        read_bytes(tmp_path / "acts", 4)
