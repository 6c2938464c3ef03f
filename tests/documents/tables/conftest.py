"""Tables read in the test's own process, and the limited process that does it for the program."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from shamay_desktop.documents.tables.limits import LIMITS, TableLimits
from shamay_desktop.documents.tables.reader import LimitedTableReader, table_workers, tables_of
from shamay_desktop.documents.tables.reading import read_tables
from shamay_desktop.system.limits import table_limits
from shamay_desktop.usecases.market_ports import RawTable

Read = Callable[..., Sequence[RawTable]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The tables of a file's bytes; what crosses the border is rebuilt as in the program."""
    count = 0

    def tables(
        content: bytes | str, limits: TableLimits = LIMITS, pasted: str = ""
    ) -> Sequence[RawTable]:
        nonlocal count
        count += 1
        file, folder = tmp_path / f"file{count}", tmp_path / f"rows{count}"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        folder.mkdir()
        return tables_of(read_tables(file, folder, limits, pasted), folder, "file")

    return tables


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LimitedTableReader]:
    """The port as the program has it."""
    workers = table_workers(table_limits())
    yield LimitedTableReader(workers, tmp_path_factory.mktemp("temporary"))
    workers.close()
