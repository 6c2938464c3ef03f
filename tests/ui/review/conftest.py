"""An office on the screen with an appraiser, a reviewer and a case that waits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
import shiboken6
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.standards import RuleSet
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.review.review_page import ReviewPage
from shamay_desktop.usecases.office.known_rules import KnownRules
from shamay_desktop.usecases.report.producing import send_to_review
from shamay_desktop.usecases.services import Services
from tests.complete_case import COMPLETE
from tests.ui.cases.desk_cases import make_case
from tests.usecases.review.conftest import colleague

TYPED = {path.replace(".", "__"): content for path, content in COMPLETE.items()}
"""As `make_case` takes it."""


@dataclass
class Bench:
    """An office in which nothing blocks, its people, and a case that waits."""

    office: OfficeContext
    appraiser: Actor
    reviewer: Actor
    case: str
    qtbot: QtBot
    windows: list[QStackedWidget] = field(default_factory=list)

    @property
    def services(self) -> Services:
        """Of the office."""
        return self.office.services

    def page(self, actor: Actor | None = None) -> ReviewPage:
        """The page on the screen, its pages made."""
        made = self.opened(actor)
        self.until(lambda: made.pages.base is not None)
        return made

    def opened(self, actor: Actor | None = None) -> ReviewPage:
        """The page on the screen, nothing of it read yet."""
        made = ReviewPage(replace(self.office, actor=actor or self.reviewer), self.case)
        window = QStackedWidget()
        window.addWidget(made)
        self.windows.append(window)
        self.qtbot.addWidget(window)
        window.resize(1366, 800)
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        made.begin()
        return made

    def leave(self, page: ReviewPage) -> None:
        """The page goes as it does in the program's window."""
        window = self.windows[-1]
        assert window.currentWidget() is page
        window.removeWidget(page)
        page.deleteLater()
        self.qtbot.waitUntil(lambda: not shiboken6.isValid(page))

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until it holds and nothing is under way."""
        self.qtbot.waitUntil(lambda: self.office.tasks.idle and holds(), timeout=30_000)

    def status(self) -> Status | None:
        """What is stored."""
        with self.services.database.work(self.office.actor) as work:
            return work.valuations.status_of(self.case)


@pytest.fixture
def bench(office: OfficeContext, qtbot: QtBot) -> Iterator[Bench]:
    """The bench; lanes are at rest before the pages go."""
    rules = RuleSet("none", "1", date(2026, 1, 1), ())
    lenient = replace(office.services, rules=lambda: rules, known_rules=KnownRules())
    office = replace(office, services=lenient)
    appraiser = colleague(lenient, office.actor, Role.APPRAISER)
    reviewer = colleague(lenient, office.actor, Role.APPRAISER, may_review=True)
    case = make_case(replace(office, actor=appraiser), "הרצל", "חולון", **TYPED)
    send_to_review(lenient, appraiser, case)
    yield Bench(office, appraiser, reviewer, case, qtbot)
    office.tasks.wait_idle()
