"""What is told of a case in a question to a model: masks marked, more masked by hand."""

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.analysis.masking import TOKEN
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.usecases.analysis.model_questions import Prepared

_PARAGRAPH = "\u2029"


class MaskedView(QWidget):
    """Read as text or letter by letter. What is selected stands in the line, to be masked."""

    hide_asked = Signal(str)
    """Words that are to be masked wherever they stand."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.told = QTextEdit()
        self.told.setObjectName("told-masked")
        self.told.setAccessibleName(texts("texts_analysis.sending_told"))
        flags = Qt.TextInteractionFlag
        self.told.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        )
        self.told.setTabChangesFocus(True)
        self.told.selectionChanged.connect(self._on_selection_changed)
        self.body = read_only("sent-body", texts("texts_analysis.sending_letters"))
        self.body.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.masked = read_only("masked-table", texts("texts_analysis.sending_table"))
        self._count = QLabel(wordWrap=True)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("sending-tabs")
        self._tabs.addTab(self.told, texts("texts_analysis.sending_told"))
        self._tabs.addTab(self.body, texts("texts_analysis.sending_letters"))
        self._tabs.addTab(self._make_table(), texts("texts_analysis.sending_table"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._tabs, 1)
        column.addLayout(self._make_hiding())

    def show_prepared(self, prepared: Prepared) -> None:
        """Show a request as it would go out now."""
        texts = self._texts
        self.told.setHtml("".join(_paragraphs(prepared, texts)))
        self.body.setPlainText(_letters(prepared, texts))
        table = prepared.mask.table
        self.masked.setPlainText("\n".join(f"{token}  {original}" for token, original in table))
        self._count.setText(
            texts("texts_analysis.sending_masked", n=len(table))
            if table
            else texts("texts_analysis.sending_none_masked")
        )
        self.line.clear()

    def _hide(self) -> None:
        if words := self.line.text().strip():
            self.hide_asked.emit(words)

    def _on_selection_changed(self) -> None:
        chosen = self.told.textCursor().selectedText().replace(_PARAGRAPH, " ").strip()
        if chosen:
            self.line.setText(chosen)

    def _make_table(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(*(theme.SPACE,) * 4)
        column.addWidget(self._count)
        column.addWidget(self.masked, 1)
        return page

    def _make_hiding(self) -> QHBoxLayout:
        texts = self._texts
        self.line = QLineEdit()
        self.line.setObjectName("words-to-mask")
        self.line.setAccessibleName(texts("texts_analysis.hide_words"))
        self.line.setPlaceholderText(texts("texts_analysis.hide_hint"))
        self.line.setMaxLength(500)
        self.line.returnPressed.connect(self._hide)
        self.hiding = button("mask-words", texts("texts_analysis.hide_words"))
        self.hiding.setAutoDefault(False)
        self.hiding.clicked.connect(self._hide)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.hiding)
        return row


def read_only(name: str, title: str) -> QPlainTextEdit:
    """A plain text to be read and copied."""
    text = QPlainTextEdit()
    text.setObjectName(name)
    text.setAccessibleName(title)
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    return text


def _paragraphs(prepared: Prepared, texts: Texts) -> Iterator[str]:
    """The question and each source, tokens marked; all words of papers are escaped."""
    right = texts.language.right_to_left
    direction, side = ("rtl", "right") if right else ("ltr", "left")
    muted, accent = theme.colour("muted").name(), theme.colour("accent").name()
    begin = f'<p dir="{direction}" align="{side}" style="margin:0 0 8px 0">'
    for key, text in prepared.told:
        name = key or texts("texts_analysis.chat_you")
        words = escape(text).replace("\n", "<br>")
        words = TOKEN.sub(
            lambda found: f'<b style="color:{accent}">&#x2068;{found.group()}&#x2069;</b>', words
        )
        yield f'{begin}<span style="color:{muted}">{escape(name)}</span><br>{words}</p>'


def _letters(prepared: Prepared, texts: Texts) -> str:
    """Every request that may go out, in the order in which they would."""
    parts = []
    for number, body in enumerate(prepared.bodies, 1):
        words = texts(f"texts_analysis.sending_form_{'first' if number == 1 else 'next'}", n=number)
        parts.append(f"# {words}\n{body}")
    return "\n\n".join(parts)
