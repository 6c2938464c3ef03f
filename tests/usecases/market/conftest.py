"""Files of every format, read once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.market_ports import RawTable
from shamay_desktop.usecases.services import Services
from tests import market_files
from tests.usecases.market.table_files import made, with_tables

Give = Callable[[str], Path]


@pytest.fixture(scope="session")
def read_tables(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Mapping[str, Sequence[RawTable]]]:
    """The tables of a file of each format."""
    folder = tmp_path_factory.mktemp("tables")
    services = build_services(Place(Home(folder / "home").make()))
    tables = {}
    for name in market_files.FILES:
        (folder / name).write_bytes(made(name))
        tables[name] = services.tables.read(folder / name)
    yield tables
    services.close()


@pytest.fixture
def desk(services: Services, read_tables: Mapping[str, Sequence[RawTable]]) -> Services:
    """Services of a fresh home that need not read those files again."""
    return with_tables(services, read_tables)


@pytest.fixture
def give(tmp_path: Path) -> Give:
    """Put a file of a format there."""

    def put(name: str) -> Path:
        target = tmp_path / name
        target.write_bytes(made(name))
        return target

    return put
