"""Windows of signing over a real home: a case that is ready, real keys, a card of SoftHSM2."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case, Content
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.sealing import ReportVersion
from shamay_desktop.domain.signing import SignatureMethod
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.signing.sign_dialog import SignDialog
from shamay_desktop.usecases.office.known_rules import KnownRules
from shamay_desktop.usecases.office.signing_practice import (
    SigningPractice,
    keep_signing_practice,
    read_root,
)
from shamay_desktop.usecases.report.producing import send_to_review
from shamay_desktop.usecases.sealing.making import SigningOrder
from shamay_desktop.usecases.sealing.signing import Sealed, sign_report
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import KeyFile
from shamay_desktop.usecases.wizard.opening import create_case
from tests import certificate_office as authority
from tests.complete_case import COMPLETE
from tests.signing.conftest import card, key, reviewer, timestamp_server
from tests.ui.paper_bench import no_rules
from tests.usecases.sealing.conftest import LICENCE, TYPED, colleague
from tests.usecases.wizard_steps import session_of, type_and_journal

__all__ = ["card", "key", "reviewer", "timestamp_server"]


W = TypeVar("W", bound=QWidget)


@dataclass
class Bench:
    """An office in which no rule blocks, its appraiser, and a case that was sent to review."""

    office: OfficeContext
    case: str
    qtbot: QtBot
    folder: Path

    @property
    def services(self) -> Services:
        """Of the office."""
        return self.office.services

    @property
    def texts(self) -> Texts:
        """Of the window."""
        return self.office.texts

    def until(self, holds: Callable[[], bool] = lambda: True) -> None:
        """Wait until it holds and nothing is under way."""
        self.qtbot.waitUntil(lambda: self.office.tasks.idle and holds(), timeout=60_000)

    def shown(self, widget: W) -> W:
        """A window on the screen, what it reads is there."""
        self.qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        self.until()
        return widget

    def signing(self, mode: SignatureMethod = SignatureMethod.CERTIFIED) -> SignDialog:
        """The window of signing of the case, checked."""
        made = self.shown(SignDialog(self.office, self.stored, self.title, Language.HE))
        made.modes.buttons[mode].click()
        self.until()
        return made

    @property
    def stored(self) -> Case:
        """The case as it is stored."""
        with self.services.database.work(self.office.actor) as work:
            found = work.valuations.get(self.case)
        assert found is not None
        return found.case

    @property
    def title(self) -> str:
        """How it is called."""
        with self.services.database.work(self.office.actor) as work:
            found = work.valuations.get(self.case)
        assert found is not None
        return found.title

    @property
    def status(self) -> Status | None:
        """What is stored."""
        with self.services.database.work(self.office.actor) as work:
            return work.valuations.status_of(self.case)

    @property
    def version(self) -> ReportVersion | None:
        """What is stored of its version."""
        with self.services.database.work(self.office.actor) as work:
            return work.versions.of(self.case)

    def press(self, window: QWidget, name: str) -> None:
        """Click a button by its name and wait for what it does."""
        self.click(window, name)
        self.until()

    def click(self, window: QWidget, name: str) -> None:
        """Click a button by its name."""
        found = window.findChild(QPushButton, f"action:{name}")
        assert isinstance(found, QPushButton), name
        assert found.isVisible(), name
        assert found.isEnabled(), name
        self.qtbot.mouseClick(found, Qt.MouseButton.LeftButton)

    def sealed(self, key: KeyFile | None = None, **given: object) -> Sealed:
        """The case signed without a window."""
        method = SignatureMethod.NONE if key is None else SignatureMethod.CERTIFIED
        order = SigningOrder(method, key=key, **given)  # type: ignore[arg-type]
        return sign_report(self.services, self.office.actor, self.case, order)

    def trust(self, server: str = "") -> None:
        """The office trusts the tests' authority, and asks a timestamp server."""
        root = read_root(self.services, authority.root().encoded())
        keep_signing_practice(self.services, self.office.actor, SigningPractice(server, (root,)))

    def reviewer(self) -> OfficeContext:
        """What a reviewer of the office works with."""
        return replace(self.office, actor=colleague(self.services, self.office.actor))


@pytest.fixture
def bench(office: OfficeContext, qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    """The bench; lanes are at rest before the windows go."""
    services = replace(office.services, rules=no_rules, known_rules=KnownRules())
    office = replace(office, services=services)
    licensed(services, office.actor)
    made = Bench(office, sent(services, office.actor), qtbot, tmp_path)
    yield made
    office.tasks.wait_idle()


def sent(services: Services, actor: Actor, **typed: Content) -> str:
    """A case of the actor's that lacks nothing and was sent to review."""
    complete = {path.replace(".", "__"): content for path, content in COMPLETE.items()}
    opened = create_case(services, actor)
    session = session_of(services, actor, opened)
    type_and_journal(services, actor, session, **(complete | TYPED | typed))
    send_to_review(services, actor, opened.valuation.id)
    return opened.valuation.id


def licensed(services: Services, actor: Actor) -> None:
    """Whoever signs has the licence that the case names."""
    with services.database.work(actor) as work:
        person = work.offices.person(actor.user_id)
        work.offices.save_person(replace(person, licence_number=LICENCE, name="דנה לוי"))
        work.commit()
