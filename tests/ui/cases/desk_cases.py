"""What tests of the desk begin with: invented lines behind a fetch, and cases in a real home."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Content
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import Status, ValuationLine, ValuationQuery
from shamay_desktop.ui.cases.case_model import CaseModel
from shamay_desktop.ui.cases.columns import COLUMNS
from shamay_desktop.ui.cases.desk import CasesDesk
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.usecases.cases.listing import CaseList
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.keeping import close_session, finish_step
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession


@dataclass
class Cabinet:
    """Stands for the database: many lines, and what was asked of it."""

    number: int
    asked: list[ValuationQuery] = field(default_factory=list)
    broken: bool = False
    gone: set[int] = field(default_factory=set)
    """Numbers of cases that are not there any more."""

    def fetch(self, _services: Services, _actor: Actor, query: ValuationQuery) -> CaseList:
        """A window of lines."""
        self.asked.append(query)
        if self.broken:
            raise WorldFailed("disk_full")
        there = [number for number in range(self.number) if number not in self.gone]
        shown = there[query.offset : query.offset + query.limit]
        return CaseList(tuple(map(line, shown)), len(there), {Status.DRAFT: len(there)})


def line(number: int) -> ValuationLine:
    """An invented line."""
    return ValuationLine(
        id=f"case-{number}",
        title=f"הרצל {number}",
        status=Status.DRAFT,
        address=f"הרצל {number}, חולון",
        parcel=f"6109/{number}",
        client="חברת הדוגמה",
        reference=f"2026-{number:04}",
        final_valuation=Decimal(5_700_000),
        created_by_id="owner",
        created_by_name="דנה לוי",
        updated_at=datetime(2026, 11, 2, 8, 0, tzinfo=UTC),
        purpose="home_mortgage",
        created_at=datetime(2026, 10, 1, 6, 0, tzinfo=UTC),
    )


def shown(model: CaseModel, row: int) -> dict[str, str]:
    """The texts of a row by column."""
    return {
        column.key: str(model.data(model.index(row, place))) for place, column in enumerate(COLUMNS)
    }


def make_case(office: OfficeContext, street: str, city: str, **contents: Content) -> str:
    """A case whose first step is finished; `unit__floor` is `unit.floor`."""
    services, actor = office.services, office.actor
    opened = create_case(services, actor)
    session = WizardSession(opened.record, opened.valuation, actor, services.clock)
    session.type("address.street", street)
    session.type("address.city", city)
    for name, content in contents.items():
        session.type(name.replace("__", "."), content)
    snapshot = session.snapshot()
    session.adopt(finish_step(services, actor, snapshot, Step.INITIAL_DATA).valuation, snapshot)
    session.mark_journalled(snapshot.seq)
    close_session(services, actor, session.snapshot())
    return opened.valuation.id


def open_desk(
    office: OfficeContext, qtbot: QtBot, query: ValuationQuery | None = None
) -> CasesDesk:
    """A desk in a window of its own, at rest."""
    desk = CasesDesk(office, query=query)
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    desk.show()
    desk.activateWindow()
    at_rest(office, qtbot)
    return desk


def at_rest(office: OfficeContext, qtbot: QtBot) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: office.tasks.idle)


def until(office: OfficeContext, qtbot: QtBot, holds: Callable[[], bool]) -> None:
    """Wait until it holds and nothing is under way any more."""
    qtbot.waitUntil(lambda: office.tasks.idle and holds())


def titles(desk: CasesDesk) -> list[str]:
    """The titles of the listed cases, from the top."""
    lines = [desk.model.line(row) for row in range(desk.model.total)]
    return [line.title for line in lines if line is not None]
