"""A bench for the grid: a case with comparables, an office with indexes, and market rows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.market.price_index import PriceIndex
from shamay_desktop.domain.market.price_index_json import shipped_indexes
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.domain.records import Office
from shamay_desktop.i18n.language import Language
from shamay_desktop.resource_files import resource
from shamay_desktop.ui.grid.view import GridView
from shamay_desktop.ui.pages.comparables_tab import subject_cells
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.services import Services
from tests.ui.bench import NOW, Shell, StillClock, a_context, rules

VALUES: dict[str, object] = {
    "valuation.date": "2026-06-15",
    "address.city": "רמת גן",
    "address.street": "הרי הגלעד",
    "address.house_number": "9",
    "unit.rooms": "4",
    "unit.floor": "5",
    "unit.built_area": "120",
    "building.year_built": "1998",
    "valuation.area_basis": "built",
    "comparables": [
        {"id": "a", "date": "2025-03-02", "address": "הרי הגלעד 11", "rooms": "4", "floor": "2",
         "price": "4150000", "area": "120", "share_sold": "1/1"},
        {"id": "b", "date": "2025-10-12", "address": "התקווה 4", "rooms": "3.5", "floor": "7",
         "price": "3300000", "area": "96"},
        {"id": "c", "date": "2008-01-05", "address": "ביאליק 20", "floor": "קרקע",
         "price": "4400000", "area": "118"},
    ],
    "comparables.adjustments": [
        {"id": "j1", "comparable": "a", "head": "floor", "unit": "percent", "amount": "3",
         "reason": "קומה נמוכה"},
        {"id": "j2", "comparable": "b", "head": "size", "unit": "percent", "amount": "-4"},
        {"id": "j3", "comparable": "b", "head": "parking", "unit": "whole", "amount": "100000",
         "reason": "ללא חניה"},
    ],
}  # fmt: skip


@dataclass
class FakeMarket:
    """Market rows in memory; all of them are near."""

    rows: Sequence[MarketRow] = ()

    def count(self, _query: object, most: int) -> int:
        """How many rows there are, as far as they are counted."""
        return min(len(self.rows), most)

    def traits(self, _query: object) -> list[Any]:
        """The traits of all rows."""
        from shamay_desktop.domain.market.traits import traits_of

        return [traits_of(row) for row in {row.id: row for row in self.rows}.values()]

    def rows_by_id(self, ids: Sequence[str]) -> list[MarketRow]:
        """The rows of ids."""
        known = {row.id: row for row in self.rows}
        return [known[row_id] for row_id in ids]


@dataclass
class FakeOffices:
    """One office."""

    kept: Office = field(default_factory=lambda: Office("office-1", "משרד"))

    def office(self, _organization: str) -> Office:
        """The office."""
        return self.kept

    def held_office(self, _organization: str) -> Office:
        """The office."""
        return self.kept

    def save_office(self, office: Office) -> None:
        """Keep it."""
        self.kept = office


@dataclass
class FakeDatabase:
    """A unit of work over both."""

    offices: FakeOffices = field(default_factory=FakeOffices)
    market: FakeMarket = field(default_factory=FakeMarket)
    told: list[object] = field(default_factory=list)

    @contextmanager
    def work(self, _actor: Actor) -> Iterator[Any]:
        """A unit of work."""
        yield SimpleNamespace(
            offices=self.offices,
            market=self.market,
            trail=SimpleNamespace(write=self.told.append),
            commit=lambda: None,
        )


def shipped() -> tuple[PriceIndex, ...]:
    """The shipped indexes."""
    return shipped_indexes(resource("indexes", "dwellings.json").read_text(encoding="utf-8"))


def market_rows(count: int = 40) -> list[MarketRow]:
    """Sales whose price per m² rises by 200 a floor and by nothing else."""
    return [
        MarketRow(
            id=f"m{number:03}",
            source_id="s",
            number=number,
            date=date(2025, 1 + number % 12, 1 + number % 27),
            city="רמת גן",
            street="הרי הגלעד",
            area=Decimal(90 + number % 17),
            floor_number=number % 9,
            year_built=1990 + number % 5,
            price=Decimal((30_000 + 200 * (number % 9)) * (90 + number % 17)),
        )
        for number in range(count)
    ]


def grid_context(
    language: Language = Language.HE,
    values: dict[str, object] | None = None,
    rows: Sequence[MarketRow] = (),
) -> PageContext:
    """A context whose office answers."""
    context = a_context(language, VALUES if values is None else values)
    database = FakeDatabase(market=FakeMarket(rows))
    services = SimpleNamespace(
        database=database,
        rules=rules,
        clock=StillClock(),
        settings=context.services.settings,
        indexes=shipped,
    )
    return replace(context, services=cast(Services, services))


class GridShell(Shell):
    """Applies what the grid emits, as the page and the wizard do."""

    def __init__(self, grid: GridView) -> None:
        self.page = cast(Any, grid)
        self.session = grid.context.session
        self.gestures: list[Any] = []
        self.grid = grid
        grid.edited.connect(self._on_grid_edited)
        self.show()

    def show(self) -> None:
        """Show the case as it stands."""
        texts = self.grid.context.texts
        self.grid.show_case(self.session.case, subject_cells(self.session.case, texts))

    def undo(self) -> None:
        """Take the last gesture back."""
        self.session.undo()
        self.show()

    def check(self) -> None:
        """Show the findings of the rules."""
        from shamay_desktop.domain.standards import check

        self.grid.show_findings(check(self.session.case, rules(), today=NOW.date()))

    def _on_grid_edited(self, changes: Any) -> None:
        self.gestures.append(changes)
        self.session.apply(changes)
        self.show()


def a_grid(
    qtbot: QtBot,
    language: Language = Language.HE,
    values: dict[str, object] | None = None,
    rows: Sequence[MarketRow] = (),
) -> tuple[GridView, GridShell]:
    """The grid in a window, once it has read what its office knows."""
    grid = GridView(grid_context(language, values, rows))
    qtbot.addWidget(grid)
    shell = GridShell(grid)
    grid.resize(900, 640)
    with qtbot.waitActive(grid):
        grid.show()
        grid.activateWindow()
    grid.offering.read()
    qtbot.waitUntil(lambda: bool(grid.model.indexes) and bool(grid.model.support.heads))
    QApplication.processEvents()
    return grid, shell


IMPORTED: dict[str, object] = {
    **VALUES,
    "comparables": [
        {
            "id": "a",
            **{
                name: {
                    "value": content,
                    "source": {
                        "origin": "imported", "by": "dana@example.com", "at": "2026-05-01",
                        "document": "ab" * 32, "text": content, "note": "עסקאות.csv #12",
                    },
                }
                for name, content in (
                    ("date", "2025-03-02"), ("address", "הרי הגלעד 11"), ("rooms", "4"),
                    ("floor", "2"), ("price", "4150000"), ("area", "120"),
                    ("area_basis", "built"),
                )
            },
        },
        {"id": "b", "date": "2025-10-12", "address": "התקווה 4", "price": "3300000", "area": "96"},
    ],
    "comparables.adjustments": [],
}  # fmt: skip
"""The first comparable was imported, the second typed."""
