"""What tests of canvases share."""

import pytest
from pytestqt.qtbot import QtBot

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.canvas_frame import CanvasFrame
from shamay_desktop.ui.tasks import Tasks


@pytest.fixture
def frame(qtbot: QtBot, tasks: Tasks, hebrew: Texts) -> CanvasFrame:
    """A canvas on the screen."""
    made = CanvasFrame(hebrew, tasks)
    qtbot.addWidget(made)
    made.resize(800, 660)
    made.show()
    return made
