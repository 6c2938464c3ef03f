"""The side journal on disk: checked lines, whole appends, room kept ready for a full disk."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.system.side_journal import FolderSideJournal

SESSION = "019a-0001"


def edit(seq: int, new: str = "הרצל 1\nשורה שנייה") -> Edit:
    """An edit of a text."""
    return Edit(seq, "address.street", None, {"value": new}, "dana@example.com", "2026-11-02T08:00")


@pytest.fixture
def journal(tmp_path: Path) -> FolderSideJournal:
    return FolderSideJournal(tmp_path / "state" / "side")


def test_edits_when_appended_then_come_back_in_order_from_another_run(
    journal: FolderSideJournal,
) -> None:
    journal.append(SESSION, [edit(1), edit(2)])
    journal.append(SESSION, [edit(3)])
    (left,) = FolderSideJournal(journal.folder()).left_behind()
    assert (left.session_id, left.edits, left.broken) == (
        SESSION,
        (edit(1), edit(2), edit(3)),
        0,
    )
    (file,) = journal.folder().glob("*.edits")
    assert (file.stat().st_mode & 0o777, journal.folder().stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_session_when_forgotten_then_nothing_of_it_is_kept(journal: FolderSideJournal) -> None:
    journal.append(SESSION, [edit(1)])
    journal.append("other", [edit(7)])
    journal.forget(SESSION)
    journal.forget(SESSION)
    assert [left.session_id for left in journal.left_behind()] == ["other"]


def test_a_session_when_set_aside_then_is_kept_and_never_taken_up_again(
    journal: FolderSideJournal,
) -> None:
    journal.append(SESSION, [edit(1)])
    aside = journal.set_aside(SESSION)
    assert aside.is_file()
    assert list(journal.left_behind()) == []


@given(cut=st.integers(1, 400))
def test_a_file_when_it_was_cut_anywhere_then_only_the_last_line_is_lost_and_later_ones_count(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    journal = FolderSideJournal(tmp_path_factory.mktemp("cut"))
    journal.append(SESSION, [edit(1), edit(2)])
    (file,) = journal.folder().glob("*.edits")
    whole = file.read_bytes()
    second = whole.index(b"\n") + 1
    kept = whole[: max(second, len(whole) - cut)]
    file.write_bytes(kept)
    journal.append(SESSION, [edit(3)])
    (left,) = journal.left_behind()
    lost = kept[second:] not in (whole[second:], whole[second:-1])
    assert left.edits == ((edit(1), edit(3)) if lost else (edit(1), edit(2), edit(3)))


@given(place=st.integers(0, 10_000), other=st.integers(1, 255))
def test_a_line_when_one_byte_of_it_changed_then_is_not_taken_for_an_edit(
    tmp_path_factory: pytest.TempPathFactory, place: int, other: int
) -> None:
    journal = FolderSideJournal(tmp_path_factory.mktemp("flip"))
    journal.append(SESSION, [edit(1), edit(2), edit(3)])
    (file,) = journal.folder().glob("*.edits")
    content = bytearray(file.read_bytes())
    content[place % len(content)] ^= other
    file.write_bytes(content)
    (left,) = journal.left_behind()
    assert all(each in (edit(1), edit(2), edit(3)) for each in left.edits)
    assert left.edits


def test_an_append_when_the_disk_fills_in_the_midst_then_takes_the_reserve_and_is_whole(
    journal: FolderSideJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.make_ready()
    journal.append(SESSION, [edit(1)])
    write = os.write

    def full(handle: int, content: bytes) -> int:
        if (journal.folder() / "reserve").exists():
            if len(content) > 8:
                write(handle, content[:8])
            raise OSError(errno.ENOSPC, "full")
        return write(handle, content)

    monkeypatch.setattr(os, "write", full)
    journal.append(SESSION, [edit(2)])
    (left,) = journal.left_behind()
    assert (left.edits, left.broken) == ((edit(1), edit(2)), 0)


def test_an_append_when_the_disk_fails_otherwise_then_the_reserve_stays(
    journal: FolderSideJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.make_ready()

    def broken(_handle: int, _content: bytes) -> int:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "write", broken)
    with pytest.raises(WorldFailed, match="disk_failed"):
        journal.append(SESSION, [edit(1)])
    assert (journal.folder() / "reserve").exists()


def test_an_append_when_the_disk_is_full_for_good_then_says_so_and_leaves_nothing_half(
    journal: FolderSideJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.append(SESSION, [edit(1)])
    write = os.write

    def full(handle: int, content: bytes) -> int:
        write(handle, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(WorldFailed, match="disk_full"):
        journal.append(SESSION, [edit(2)])
    monkeypatch.undo()
    (left,) = journal.left_behind()
    assert (left.edits, left.broken) == ((edit(1),), 0)


def test_an_id_when_it_is_a_path_then_is_refused(journal: FolderSideJournal) -> None:
    with pytest.raises(ValueError, match="not an id"):
        journal.append("../elsewhere", [edit(1)])
