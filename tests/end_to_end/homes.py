"""Fresh homes with real adapters, for tests that carry a case from one home to another."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.access import Actor
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.office.first_run import local_actor
from shamay_desktop.usecases.services import Services


class ReportDay:
    """A clock that stands on the day of the sample's report."""

    def now(self) -> datetime:
        """Its morning."""
        return datetime(2026, 11, 2, 8, 0, tzinfo=UTC)

    def today(self) -> date:
        """The day."""
        return self.now().date()


@contextmanager
def home_at(root: Path) -> Iterator[tuple[Services, Actor]]:
    """Services and the owner of a home; a second use of the folder opens the same home again."""
    built = build_services(Place(Home(root).make()))
    try:
        built.database.upgrade()
        services = replace(built, clock=ReportDay())
        yield services, local_actor(services)
    finally:
        built.close()


def tree(root: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
