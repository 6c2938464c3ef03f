"""Case folders on disk: whatever stands in `case.json`, the answer names it."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from shamay_desktop.domain.errors import Refused
from shamay_desktop.system.case_folders import DiskCaseFolders


def test_numbers_when_read_then_are_exact(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text('{"fields": {"a": 0.10, "b": 12345678901234567890}}')
    described = DiskCaseFolders().read(tmp_path).description
    assert described["fields"] == {"a": Decimal("0.10"), "b": 12345678901234567890}


@pytest.mark.parametrize(
    "number", ["9" * 5000, "-" + "9" * 5000, "1E+99999999999999999999", "1e-99999999999999999999"]
)
def test_a_number_when_no_computer_holds_it_then_the_file_is_refused(
    tmp_path: Path, number: str
) -> None:
    (tmp_path / "case.json").write_text(f'{{"fields": {{"parcel.area": {number}}}}}')
    with pytest.raises(Refused, match="case_json_broken") as refused:
        DiskCaseFolders().read(tmp_path)
    assert number.startswith(str(refused.value.facts["reason"]).rstrip("…"))


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_a_description_when_it_is_no_file_then_is_refused_without_waiting(
    tmp_path: Path, make: object
) -> None:
    assert callable(make)
    make(tmp_path / "case.json")
    with pytest.raises(Refused, match="case_json_broken"):
        DiskCaseFolders().read(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads everything")
def test_a_place_when_it_cannot_be_listed_then_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos").chmod(0)
    with pytest.raises(Refused, match="folder_unreadable"):
        DiskCaseFolders().read(tmp_path)
