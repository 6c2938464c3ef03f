"""An open case: its session and what its pages use."""

import pytest

from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession


@pytest.fixture
def case(office: OfficeContext) -> PageContext:
    """A new case of the office."""
    opened = create_case(office.services, office.actor)
    session = WizardSession(opened.record, opened.valuation, office.actor, office.services.clock)
    return PageContext(office.services, office.actor, session, office.texts, office.tasks)
