"""A disk that is really full: reports and photos are whole or not there, and the room is named."""

from pathlib import Path

import pytest

from shamay_desktop.documents.content_store import FileStore
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.system.durable import DurableDisk
from shamay_desktop.system.exports import DiskExports
from tests.end_to_end.test_faults import small_disk

MEGABYTE = 1024 * 1024


def test_a_report_when_the_disk_has_no_room_for_it_then_the_one_before_stays_and_nothing_half(
    tmp_path: Path,
) -> None:
    with small_disk(tmp_path / "disk") as mounted:
        if not mounted:
            pytest.skip("this machine does not let us mount a disk")
        report = tmp_path / "disk" / "report.pdf"
        DiskExports().write(b"the report before", report)
        with pytest.raises(WorldFailed) as failed:
            DiskExports().write(bytes(64 * MEGABYTE), report)
        assert failed.value.code == "disk_short"
        assert failed.value.facts["folder"] == str(report.parent)
        assert report.read_bytes() == b"the report before"
        assert list(report.parent.iterdir()) == [report]


def test_a_photo_when_its_disk_is_nearly_full_then_is_refused_before_a_byte_is_copied(
    tmp_path: Path,
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(bytes(MEGABYTE))
    with small_disk(tmp_path / "disk") as mounted:
        if not mounted:
            pytest.skip("this machine does not let us mount a disk")
        store = tmp_path / "disk" / "store"
        store.mkdir()
        with pytest.raises(WorldFailed) as failed:
            FileStore(store, DurableDisk()).add(photo)
        assert failed.value.code == "disk_short"
        missing = failed.value.facts["missing"]
        assert isinstance(missing, int)
        assert missing > 100
        assert list(store.iterdir()) == []
