"""Files of the user: whatever is chosen, it is refused by its name and in the same words."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shamay_desktop.domain.errors import Refused
from shamay_desktop.usecases.market.mappings import read_mapping_file
from shamay_desktop.usecases.office.rules import read_rules_file
from shamay_desktop.usecases.office.tables import read_tables_file
from shamay_desktop.usecases.user_file import (
    bytes_of_user_file,
    check_user_file,
    megabytes,
    text_of_user_file,
)

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize("read", [read_rules_file, read_mapping_file, read_tables_file])
def test_a_file_when_it_is_too_large_then_its_size_and_the_limit_are_told_in_megabytes(
    tmp_path: Path, read: Callable[[Path], object]
) -> None:
    source = tmp_path / "large.json"
    with source.open("wb") as file:
        file.truncate(90 * MEGABYTE + 1)
    with pytest.raises(Refused) as refused:
        read(source)
    assert refused.value.code == "file_too_large"
    assert refused.value.facts["size"] == 91
    limit = refused.value.facts["limit"]
    assert isinstance(limit, int)
    assert 1 <= limit <= 16


@pytest.mark.parametrize("read", [read_rules_file, read_mapping_file, read_tables_file])
def test_a_file_when_it_is_empty_or_a_folder_or_gone_then_it_says_so(
    tmp_path: Path, read: Callable[[Path], object]
) -> None:
    (tmp_path / "empty.json").write_bytes(b"")
    (tmp_path / "folder.json").mkdir()
    for name, code in (
        ("empty.json", "file_empty"),
        ("folder.json", "file_is_folder"),
        ("gone.json", "file_missing"),
    ):
        with pytest.raises(Refused) as refused:
            read(tmp_path / name)
        assert (refused.value.code, refused.value.facts["file"]) == (code, name)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes among its files")
def test_a_named_pipe_when_it_is_chosen_then_nobody_waits_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    for read in (read_rules_file, read_mapping_file, read_tables_file, check_user_file):
        with pytest.raises(Refused, match="file_kind_unsupported"):
            read(pipe)


def test_text_when_it_is_no_utf8_then_is_unreadable_and_its_bytes_are_not(tmp_path: Path) -> None:
    source = tmp_path / "words.csv"
    source.write_bytes("שלום".encode("cp1255"))
    assert bytes_of_user_file(source, 10) == "שלום".encode("cp1255")
    with pytest.raises(Refused, match="file_unreadable"):
        text_of_user_file(source, 10)
    source.write_text("\ufeffשלום", encoding="utf-8")
    assert text_of_user_file(source, 100) == "שלום"


def test_megabytes_when_a_byte_more_then_one_more() -> None:
    assert [megabytes(size) for size in (1, MEGABYTE, MEGABYTE + 1)] == [1, 1, 2]
