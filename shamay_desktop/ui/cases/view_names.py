"""Asks for the name of a saved view."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button

LONGEST = 60


class ViewName(QDialog):
    """One field and two buttons; a name that another view has is not taken."""

    named = Signal(str)

    def __init__(
        self, texts: Texts, taken: Collection[str], name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("view-name")
        self.setWindowTitle(texts("cases.view_save" if not name else "cases.view_rename"))
        self._texts = texts
        self._taken = {each.casefold() for each in taken} - {name.casefold()}
        self.name = QLineEdit(name)
        self.name.setObjectName("field:view-name")
        self.name.setMaxLength(LONGEST)
        self.name.setMinimumWidth(40 * theme.SPACE)
        label = QLabel(texts("cases.view_name"))
        label.setBuddy(self.name)
        self.name.setAccessibleName(label.text())
        self.problem = QLabel(wordWrap=True)
        theme.set_tone(self.problem, "error")
        self.save = button("save-view-name", texts("cases.view_keep"), "primary")
        cancel = button("cancel-view-name", texts("shell.cancel"))
        self.save.clicked.connect(self._on_save)
        cancel.clicked.connect(self.reject)
        self.name.textChanged.connect(self._on_text_changed)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(cancel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE)
        for widget in (label, self.name, self.problem):
            column.addWidget(widget)
        column.addLayout(row)
        self.save.setDefault(True)
        self._on_text_changed()
        self.name.setFocus()
        self.name.selectAll()

    def _on_text_changed(self) -> None:
        name = " ".join(self.name.text().split())
        is_taken = name.casefold() in self._taken
        self.problem.setText(self._texts("cases.view_taken") if is_taken else "")
        self.save.setEnabled(bool(name) and not is_taken)

    def _on_save(self) -> None:
        self.accept()
        self.named.emit(" ".join(self.name.text().split()))
