"""The plan table on the screen, over the drawn plan."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shamay_desktop.ui.context import OfficeContext
from tests.ui.canvases.measuring.plan_bench import PlanBench, open_plan


@pytest.fixture
def bench(qtbot: QtBot, office: OfficeContext, tmp_path: Path) -> PlanBench:
    """The drawn plan, with a scale that four references give."""
    return open_plan(qtbot, office, tmp_path)
