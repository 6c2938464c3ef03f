"""The Qt binding on this Python: that signals and calls leave None, True and False as they were."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal

TIMES = 200


class Bell(QObject):
    """Something that rings."""

    rung = Signal()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="these objects are immortal there")
def test_singletons_when_signals_and_calls_go_through_then_keep_their_references(
    qapp: QObject,
) -> None:
    """PySide6 6.12.0 takes one reference at each; Python 3.11 then dies in the middle of work."""
    bell = Bell()
    bell.rung.connect(lambda: None)
    before = [sys.getrefcount(each) for each in (None, True, False)]
    for _ in range(TIMES):
        bell.rung.emit()
        bell.setObjectName("bell")
    after = [sys.getrefcount(each) for each in (None, True, False)]
    lost = [was - now for was, now in zip(before, after, strict=True)]
    assert max(lost) < TIMES // 2, lost
