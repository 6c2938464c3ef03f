"""The port as the program has it: a limited process, rows left on the disk, pasted tables."""

import gc
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.documents.tables import reader as reader_module
from shamay_desktop.documents.tables.reader import LimitedTableReader, table_workers
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused
from shamay_desktop.system.limits import table_limits
from shamay_desktop.usecases.market_ports import RawTable
from tests import market_files as made
from tests.market_sales import sales, told

ROWS = told(sales(50, seed=9), seed=9)


def _file(folder: Path, content: bytes, name: str = "עסקאות.dat") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("name", made.FILES)
def test_a_file_is_read_in_the_limited_process(
    reader: LimitedTableReader, tmp_path: Path, name: str
) -> None:
    told: list[tuple[int, int]] = []
    tables = reader.read(_file(tmp_path, made.FILES[name](ROWS)), lambda *far: told.append(far))
    assert sum(len(list(table.rows)) for table in tables) >= len(ROWS)
    assert told[-1] == (1000, 1000)


def test_a_refusal_names_the_file_as_a_person_sees_it(
    reader: LimitedTableReader, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        reader.read(_file(tmp_path, b"\x00\x01\x02" * 99, "מסוכן.csv"))
    assert (refused.value.code, refused.value.facts["file"]) == ("table_unreadable", "מסוכן.csv")
    for missing, code in ((tmp_path / "אין.csv", "file_missing"), (tmp_path, "file_is_folder")):
        with pytest.raises(Refused) as refused:
            reader.read(missing)
        assert refused.value.code == code


def test_reading_ends_at_once_when_it_is_cancelled(tmp_path: Path) -> None:
    workers = table_workers(table_limits())
    try:
        tables = LimitedTableReader(workers, tmp_path)
        content = "כתובת,מחיר\n" + "הגפן 1,1000\n" * 2_000_000
        file = _file(tmp_path, content.encode())
        told: list[int] = []
        with pytest.raises(WorkCancelled):
            tables.read(file, lambda far, _: told.append(far), lambda: bool(told))
        assert 0 < told[0] < 1000, "it was under way"
        gc.collect()
        assert [each for each in tmp_path.iterdir() if each != file] == []
    finally:
        workers.close()


def test_rows_are_there_while_a_table_is_and_gone_after_it(tmp_path: Path) -> None:
    workers = table_workers(table_limits())
    try:
        tables: Sequence[RawTable] | None = LimitedTableReader(workers, tmp_path).read(
            _file(tmp_path, made.office_workbook(ROWS))
        )
        assert tables is not None
        south = tables[1]
        tables = None
        gc.collect()
        assert south.rows[0][2] == ROWS[len(ROWS) // 2].sale.short_key
        del south
        _wait_until_gone(tmp_path)
    finally:
        workers.close()


def _wait_until_gone(folder: Path) -> None:
    end = time.monotonic() + 20
    while [each for each in folder.iterdir() if each.is_dir()]:
        gc.collect()
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_file_is_never_held_whole(tmp_path: Path) -> None:
    """As objects these records alone would take more than the process may have in all."""
    small = replace(table_limits(), address_space=128 * 2**20, ample_space=128 * 2**20)
    workers = table_workers(small)
    try:
        content = made.govmap(told(sales(500), flawless=True) * 50)
        assert len(content) > 15 * 2**20
        (table,) = LimitedTableReader(workers, tmp_path).read(_file(tmp_path, content))
        assert len(table.rows) == 25_000
    finally:
        workers.close()


def test_the_process_loads_nothing_of_the_window_and_no_numpy(
    reader: LimitedTableReader, tmp_path: Path
) -> None:
    """openpyxl takes numpy and Pillow where it finds them: 60 MB that no table needs."""
    workers = table_workers(table_limits())
    try:
        LimitedTableReader(workers, tmp_path).read(_file(tmp_path, made.office_workbook(ROWS)))
        loaded = workers.run("loaded", file_name="x")
    finally:
        workers.close()
    assert isinstance(loaded, list)
    assert {"openpyxl"} <= set(loaded)
    assert not {"PySide6", "sqlalchemy", "numpy", "PIL", "reportlab"} & set(loaded)


def test_a_table_copied_as_text_is_read(reader: LimitedTableReader) -> None:
    (table,) = reader.pasted(made.copied_text(ROWS))
    assert (table.format, table.delimiter) == ("pasted", "\t")
    assert [row[2] for row in table.rows] == [row.sale.short_key for row in ROWS]


def test_a_table_copied_as_html_is_read_as_it_was_drawn(reader: LimitedTableReader) -> None:
    (table,) = reader.pasted("לא זה", made.copied_html(ROWS))
    assert table.format == "pasted"
    assert [row[2] for row in table.rows] == [row.sale.short_key for row in ROWS]


def test_the_text_is_read_when_its_html_has_no_table(reader: LimitedTableReader) -> None:
    (table,) = reader.pasted("כתובת\tמחיר\nהגפן 1\t5\n", "<p>כתובת מחיר</p>")
    assert list(table.rows) == [("הגפן 1", "5")]


def test_pasted_words_without_a_table_are_refused_in_words_of_their_own(
    reader: LimitedTableReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words, html in (("", ""), ("  \n", ""), ("שלום", ""), ("שלום", "<p>שלום</p>")):
        with pytest.raises(Refused) as refused:
            reader.pasted(words, html)
        assert refused.value.code == "pasted_empty"
    monkeypatch.setattr(reader_module, "_LARGEST_PASTED", 1000)
    with pytest.raises(Refused) as refused:
        reader.pasted("כתובת\tמחיר\n" * 1000)
    assert refused.value.code == "pasted_too_large"
