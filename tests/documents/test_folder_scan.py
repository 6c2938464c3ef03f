"""A dropped folder: the files that a person would count, and none from elsewhere."""

from pathlib import Path

import pytest

from shamay_desktop.documents import folder_scan
from shamay_desktop.documents.folder_scan import scan_folder
from shamay_desktop.domain.errors import Refused


def names(root: Path) -> list[str]:
    return [str(path.relative_to(root)) for path in scan_folder(root)]


def test_files_of_all_depths_are_found_in_order(tmp_path: Path) -> None:
    for name in ("b.jpg", "a/נסח טאבו.pdf", "a/b/c/d.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert names(tmp_path) == ["a/b/c/d.png", "a/נסח טאבו.pdf", "b.jpg"]


def test_hidden_and_system_files_are_passed_over(tmp_path: Path) -> None:
    hidden = ["Thumbs.db", ".DS_Store", "desktop.ini", ".git/a.jpg", "__MACOSX/a.jpg", "~$a.docx"]
    for name in [*hidden, "a.jpg"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert names(tmp_path) == ["a.jpg"]


def test_links_that_lead_outside_or_round_are_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "a.jpg").touch()
    (inside / "file-out.jpg").symlink_to(outside / "a.jpg")
    (inside / "folder-out").symlink_to(outside)
    (inside / "round").symlink_to(inside)
    (inside / "dangling.jpg").symlink_to(inside / "nowhere")
    (inside / "self.jpg").symlink_to(inside / "self.jpg")
    (inside / "file-in.jpg").symlink_to(inside / "a.jpg")
    assert names(inside) == ["a.jpg", "file-in.jpg"]


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    for root in (tmp_path / "a.jpg", tmp_path / "nowhere"):
        with pytest.raises(Refused, match="folder_unreadable"):
            scan_folder(root)


def test_a_folder_of_endless_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_scan, "MOST_FILES", 3)
    for number in range(4):
        (tmp_path / f"{number}.jpg").touch()
    with pytest.raises(Refused, match="folder_too_many_files"):
        scan_folder(tmp_path)
