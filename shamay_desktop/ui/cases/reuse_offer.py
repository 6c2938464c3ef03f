"""Offers facts of the building in an open case: a quiet line over step 1, and the way to them."""

from collections.abc import Sequence
from functools import partial

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout

from shamay_desktop.domain.access import Permission, may
from shamay_desktop.domain.building_facts import Offer
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import ValuationLine
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.cases.reuse_dialog import ReuseDialog
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.cases.reuse import (
    EarlierCase,
    cases_in_building,
    copy_papers,
    reusable,
    reusing,
)
from shamay_desktop.usecases.changes import Changes

ADDRESS = ("address.city", "address.street", "address.house_number")
PARCEL = ("parcel.gush", "parcel.helka")

Building = tuple[str | None, ...]


class ReuseOffer(QObject):
    """Belongs to one wizard; asks again whenever the case's address or parcel is another."""

    def __init__(self, context: OfficeContext, shell: WizardShell) -> None:
        super().__init__(shell)
        self._context = context
        self._shell = shell
        self._session = shell.context.session
        self._building: Building = ()
        self.line = NoticeBar(context.texts)
        self.line.setObjectName("reuse-offer")
        self.line.setProperty("quiet", "true")
        self.actions = ActionSet(shell)
        self.actions.add(
            Action("reuse_facts", self.show, (), "case", "office", enabled=self._may_edit)
        )
        shell.checking.found.connect(self._on_checking_found)
        shell.stack.currentChanged.connect(self._on_page_shown)
        self._on_page_shown()

    def show(self) -> None:
        """Read what the earlier cases offer and show it."""
        texts, session = self._context.texts, self._session
        if not is_known(building_of(session.case)):
            self._shell.notice.say(texts("cases.reuse_no_place"), passing=True)
            return
        self._run(reusable, self._on_reusable_read)

    def take(self, earlier: EarlierCase, chosen: Sequence[Offer], papers: Sequence[str]) -> None:
        """Put the chosen facts into the case as one gesture, and give it the chosen papers."""
        context, session, texts = self._context, self._session, self._context.texts
        if chosen:
            self._shell.edit(reusing(context.services, context.actor, session, chosen))
            words = texts("cases.reuse_taken", n=len(chosen), reference=earlier.reference)
            self._shell.notice.say(words)
            # The parcel may have come with them; that is no reason to offer the same again.
            self._building = building_of(session.case)
        if papers:
            context.tasks.run(
                copy_papers,
                context.services,
                context.actor,
                session.valuation.id,
                earlier.id,
                tuple(papers),
                owner=self,
                on_done=partial(self._on_papers_copied, len(papers), bool(chosen)),
                on_failed=self._shell.say_error,
            )
        self.line.hide()

    # -- slots ----------------------------------------------------------------------------

    def _on_checking_found(self) -> None:
        """The case was edited and checked: is it in another building now?"""
        building = building_of(self._session.case)
        if building == self._building:
            return
        self._building = building
        self.line.hide()
        if is_known(building) and self._may_edit():
            self._run(reusable, partial(self._on_offers_counted, building))

    def _on_offers_counted(self, building: Building, found: Sequence[EarlierCase]) -> None:
        if building != self._building or not found:
            return
        texts = self._context.texts
        words = texts("cases.reuse_offer", n=len(found))
        self.line.say(words, action=texts("cases.reuse_show"), do=self.show)

    def _on_reusable_read(self, found: Sequence[EarlierCase]) -> None:
        if not found:
            self._run(cases_in_building, self._on_none_offered)
            return
        today = self._context.services.clock.today()
        dialog = ReuseDialog(self._context.texts, found, today, self._shell)
        dialog.taken.connect(self.take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_none_offered(self, lines: Sequence[ValuationLine]) -> None:
        key = "cases.reuse_same" if lines else "cases.reuse_nothing"
        self._shell.notice.say(self._context.texts(key), passing=True)

    def _on_papers_copied(self, number: int, after_facts: bool, _changes: Changes) -> None:
        self._shell.take_in_evidence()
        if not after_facts:
            self._shell.notice.say(self._context.texts("cases.reuse_papers_taken", n=number))

    def _on_page_shown(self, _place: int = 0) -> None:
        """The line stands over the form of step 1, which is built when it is first seen."""
        page = self._shell.pages.get(Step.INITIAL_DATA)
        if page is None or not shiboken6.isValid(self.line) or self.line.parent() is page:
            return
        layout = page.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(0, self.line)

    # -- inside ---------------------------------------------------------------------------

    def _may_edit(self) -> bool:
        owner = self._session.valuation.created_by_id
        return may(self._context.actor, Permission.EDIT_CASE, owner_id=owner)

    def _run(self, operation: object, on_done: object) -> None:
        context, session = self._context, self._session
        context.tasks.run(
            operation,  # type: ignore[arg-type]  # one of the use cases named above
            context.services,
            context.actor,
            session.valuation.id,
            session.case,
            owner=self,
            on_done=on_done,  # type: ignore[arg-type]
            on_failed=self._on_failed,
        )

    def _on_failed(self, error: ShamayError) -> None:
        self._shell.say_error(error)


def building_of(case: Case) -> Building:
    """What tells the building: city, street, house, block, parcel."""
    return tuple(case.text(path) for path in (*ADDRESS, *PARCEL))


def is_known(building: Building) -> bool:
    """Whether the address or the parcel is whole."""
    return all(building[: len(ADDRESS)]) or all(building[len(ADDRESS) :])
