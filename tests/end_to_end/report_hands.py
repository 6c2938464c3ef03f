"""A person's hands on the pages of a report: parts are picked, edited and added to."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.report_edits.arrangement import ReportChange, arrangement_of
from shamay_desktop.domain.report_edits.walking import Part
from shamay_desktop.ui.pages.export import ExportPage
from shamay_desktop.ui.report.editing.report_editing import ReportEditing
from tests.end_to_end.typist import Typist


class ReportHands:
    """Works on the preview of step 5 with mouse and keys."""

    def __init__(self, typist: Typist) -> None:
        self._typist = typist
        page = typist.shell.pages[Step.EXPORT]
        assert isinstance(page, ExportPage)
        self.page = page

    @property
    def editing(self) -> ReportEditing:
        """The editor over the pages."""
        return self.page.preview.editing

    @property
    def canvas(self) -> QWidget:
        """Where the keys go."""
        return self.page.preview.viewer.canvas

    @property
    def changes(self) -> tuple[ReportChange, ...]:
        """What was changed in the report."""
        return arrangement_of(self._typist.shell.context.session.case).changes

    def settle(self) -> None:
        """Until the pages show the case."""
        preview, viewer = self.page.preview, self.page.preview.viewer

        def done() -> bool:
            shown = not preview.busy and not preview.stale and viewer.base is not None
            return shown and self.page.context.tasks.idle

        self._typist.until(done, "the pages")

    def part(self, starts: str) -> Part:
        """The first part whose key starts so."""
        found = [part for part in self.editing.layer.parts if part.key.startswith(starts)]
        assert found, (starts, [part.key for part in self.editing.layer.parts])
        return found[0]

    def pick(self, starts: str) -> str:
        """Click a part on its page; its key."""
        key = self.part(starts).key
        self.editing.layer.select(key)  # brings its page
        self.settle()
        rect = self.editing.layer.rect_of(key)
        assert rect is not None
        self.editing.layer.let_go()
        canvas = self.page.preview.viewer.canvas
        box = (rect.left(), rect.top(), rect.right(), rect.bottom())
        point: QPoint = canvas.place_of(box).center().toPoint()
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)
        current = self.editing.layer.current
        assert current is not None
        return current.key

    def do(self, name: str) -> None:
        """Choose a gesture of the picked part's bar."""
        action = self.editing.bar.actions_by_id[name]
        assert action.isEnabled(), name
        action.trigger()

    def reword(self, starts: str, words: str) -> str:
        """Other words for a part, in the report alone; its key."""
        key = self.pick(starts)
        QTest.keyClick(self.canvas, Qt.Key.Key_Return)
        frame = self.editing.frame
        self._typist.until(frame.isVisible, "the editor")
        if frame.field.isVisible():
            frame.field.setChecked(False)
        frame.editor.selectAll()
        self._typist.keys(frame.editor, words)
        self.keep()
        return key

    def keep(self) -> None:
        """Ctrl+Enter in the open editor."""
        frame = self.editing.frame
        held = Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(frame.editor, Qt.Key.Key_Return, held)
        self.settle()

    def dialog(self, kind: type[QWidget], then: Callable[[QWidget], None]) -> None:
        """Do something in the open dialog of a kind, then wait for the pages."""
        found: list[QWidget] = []

        def there() -> bool:
            found[:] = [each for each in self.page.findChildren(kind) if each.isVisible()]
            return bool(found)

        self._typist.until(there, kind.__name__)
        then(found[-1])
        self.settle()
