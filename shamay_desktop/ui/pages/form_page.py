"""A page whose whole is one form: groups of a step in a scroll area."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.standards import Finding
from shamay_desktop.ui.pages.page import Page, PageContext
from shamay_desktop.ui.widgets.field_row import FieldRow
from shamay_desktop.ui.widgets.form import Form, Groups
from shamay_desktop.ui.widgets.form_group import FormLayout

MARGIN = 48


class FormScroll(QScrollArea):
    """Scrolls a form up and down only, and follows the focus."""

    def __init__(self, form: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(form)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The form is never wider than what is seen."""
        super().resizeEvent(event)
        form = self.widget()
        if form is not None:
            form.setMaximumWidth(self.viewport().width())

    def follow_focus(self) -> None:
        """Bring the widget with the focus into view."""
        focused, form = QApplication.focusWidget(), self.widget()
        if focused is not None and form is not None and form.isAncestorOf(focused):
            self.bring(focused)

    def bring(self, widget: QWidget) -> None:
        """Bring a widget of the form into view, once the layout has given it its place."""
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget, 0, MARGIN))


class FormPage(Page):
    """Groups of a step as one form."""

    def __init__(
        self,
        context: PageContext,
        groups: Groups,
        *,
        layout: FormLayout | None = None,
        at_once: int = 2,
    ) -> None:
        super().__init__(context)
        self.form = Form(context, groups, layout=layout, at_once=at_once)
        self.area = FormScroll(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        self.form.edited.connect(self.edited)
        self.form.focused.connect(self.focused)
        self.form.paper_asked.connect(self.paper_asked)
        self.form.go_asked.connect(self.go_asked)
        first = next(iter(self.form.rows.values()), None)
        if isinstance(first, FieldRow):
            self.setFocusProxy(first.editor)  # whoever opens the page can type at once

    def show_case(self, case: Case) -> None:
        """Show the case in the form."""
        self.form.show_case(case)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the findings under their fields."""
        self.form.show_findings(findings)

    def focus_field(self, path: str) -> bool:
        """Go to a field of the form."""
        found = self.form.focus_field(path)
        if found:
            self.area.bring(self.form.widget_of(path))
        return found

    def commit_typing(self) -> None:
        """Keep what is being typed."""
        self.form.commit_typing()
