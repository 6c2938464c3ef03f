"""Who closes a case lets go of its pages: nothing of them, nor of the case, stays in memory."""

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.analysis import AnalysisPage
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.pages.export import ExportPage
from shamay_desktop.ui.pages.initial_data import InitialDataPage
from shamay_desktop.ui.pages.maps_place import MapsPlace
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.pages.plan_place import PlanPlace
from shamay_desktop.ui.pages.validation import ValidationPage
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession

PAGES = (
    InitialDataPage,
    DocumentsPage,
    ValidationPage,
    AnalysisPage,
    ExportPage,
    MapsPlace,
    PlanPlace,
)


def _shown_and_closed(
    made_of: Callable[[PageContext], QWidget], office: OfficeContext, qtbot: QtBot
) -> "weakref.ref[WizardSession]":
    """The session of a case whose page was shown for a moment."""
    opened = create_case(office.services, office.actor)
    session = WizardSession(opened.record, opened.valuation, office.actor, office.services.clock)
    context = PageContext(office.services, office.actor, session, office.texts, office.tasks)
    page = made_of(context)
    page.show()
    page.show_case(session.case)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: office.tasks.idle)
    page.close()
    page.deleteLater()
    return weakref.ref(session)


@pytest.mark.parametrize("made_of", PAGES)
def test_a_page_when_its_case_is_closed_then_nothing_of_it_stays(
    made_of: Callable[[PageContext], QWidget], office: OfficeContext, qtbot: QtBot
) -> None:
    session = _shown_and_closed(made_of, office, qtbot)
    for _ in range(2):  # what goes with the page may ask for it while the page goes
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert session() is None
