"""A home with real adapters: SQLite, the content store and the limited worker."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.access import Actor
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.office.first_run import local_actor
from shamay_desktop.usecases.services import Services
from tests.warm_workers import warm_workers

__all__ = ["warm_workers"]


class StandingClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """The standing time."""
        return self.time

    def today(self) -> date:
        """Its day."""
        return self.time.date()

    def passes(self, **span: int) -> None:
        """Let time pass, e.g. `passes(seconds=5)`."""
        self.time += timedelta(**span)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database at the head of the history, made once and copied for each test."""
    home = Home(tmp_path_factory.mktemp("empty-home"))
    services = build_services(Place(home))
    services.database.upgrade()
    services.close()
    return home.database


@pytest.fixture
def clock() -> StandingClock:
    """The clock of the test's services."""
    return StandingClock()


@pytest.fixture
def services(tmp_path: Path, empty_database: Path, clock: StandingClock) -> Iterator[Services]:
    """Services of a fresh home."""
    home = Home(tmp_path / "home").make()
    shutil.copy(empty_database, home.database)
    built = build_services(Place(home))
    yield replace(built, clock=clock)
    built.close()


@pytest.fixture
def actor(services: Services) -> Actor:
    """The owner of a local office."""
    return local_actor(services)
