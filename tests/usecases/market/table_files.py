"""Files of market data read once by the real reader, for many imports of their tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shamay_desktop.usecases.market_ports import RawTable, TableReader
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.services import Services
from tests import market_files, market_sales
from tests.market_sales import Told

HAPPENED = market_sales.sales(120)
TOLD = market_sales.told(HAPPENED)


@dataclass(frozen=True, slots=True)
class ReadBefore:
    """Tables by the name of their file; what is not among them the real reader reads."""

    tables: Mapping[str, Sequence[RawTable]]
    real: TableReader

    def read(
        self, path: Path, on_progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Sequence[RawTable]:
        """The tables of the file of this name."""
        known = self.tables.get(path.name)
        return self.real.read(path, on_progress, cancelled) if known is None else known

    def pasted(self, text: str, html: str = "") -> Sequence[RawTable]:
        """As the real reader."""
        return self.real.pasted(text, html)


def made(name: str, rows: Sequence[Told] = TOLD) -> bytes:
    """The bytes of a file of this name."""
    return market_files.FILES[name](rows)


def with_tables(services: Services, tables: Mapping[str, Sequence[RawTable]]) -> Services:
    """Services that know these tables already."""
    return replace(services, tables=ReadBefore(tables, services.tables))
