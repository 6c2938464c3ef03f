"""The language model's server of this machine: named, tried, saved, or turned off."""

from typing import Protocol

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.analysis.addresses import server_address
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.dialogs.entry_form import EntryForm
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.tasks import Handle, Tasks
from shamay_desktop.usecases.analysis.server import (
    checked_server,
    key_of,
    save_server,
    server_of,
    try_server,
)
from shamay_desktop.usecases.model_ports import SECONDS, ModelServer
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.services import Services

EXAMPLE = "http://localhost:11434/v1"


class Means(Protocol):
    """What the dialog needs of a context; the desk's and a page's both have it."""

    @property
    def services(self) -> Services: ...
    @property
    def actor(self) -> Actor: ...
    @property
    def texts(self) -> Texts: ...
    @property
    def tasks(self) -> Tasks: ...


class ModelDialog(QDialog):
    """Everything typed is refused in words before anything is asked; trying sends no case."""

    def __init__(self, context: Means, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("model-dialog")
        self._context = context
        self._texts = context.texts
        self._handle: Handle | None = None
        self._standing: ModelServer | None = None
        self.setWindowTitle(self._texts("texts_analysis.model_title"))
        self.setMinimumWidth(76 * theme.SPACE)
        self._build()
        self.finished.connect(lambda _result: self._stop())
        self._run(_kept, on_done=self._on_read)

    @property
    def typed(self) -> ModelServer:
        """The server as it is typed."""
        text = self.form.text
        return ModelServer(
            text("address").strip(), text("model").strip(), text("host").strip(),
            self.seconds.value(),
        )  # fmt: skip

    # -- asking ---------------------------------------------------------------------------

    def _on_read(self, kept: tuple[ModelServer | None, bool]) -> None:
        server, has_key = kept
        self._standing = server
        self._off.setEnabled(server is not None)
        if server is None:
            self._say(self._texts("texts_analysis.model_is_off"), "muted")
            return
        for name, words in (
            ("address", server.address), ("model", server.model), ("host", server.named_host),
        ):  # fmt: skip
            self.form.set_text(name, words)
        self.seconds.setValue(server.seconds)
        if has_key:
            self.form.editors["key"].setPlaceholderText(
                self._texts("texts_analysis.model_key_kept")
            )
        place = server_address(server.address, server.named_host)
        words = self._texts("texts_analysis.model_is_on", host=place.host, model=server.model)
        if place.open_on_the_way:
            words += " " + self._texts("texts_analysis.sending_open", host=place.host)
        self._say(words, "warning" if place.open_on_the_way else "ok")

    def _on_try_clicked(self) -> None:
        self._say(self._texts("texts_analysis.model_trying"), "muted")
        self._try.setEnabled(False)
        context = self._context
        self._handle = context.tasks.run(
            _tried, context.services, context.actor, self.typed, self._key(),
            owner=self, on_done=self._on_tried, on_failed=self._on_failed,
            on_cancelled=lambda: self._try.setEnabled(True), lane="work", progress=True,
        )  # fmt: skip

    def _on_tried(self, _names: object) -> None:
        self._try.setEnabled(True)
        model = self.typed.model
        self._say(self._texts("texts_analysis.model_answers", model=model), "ok")

    def _on_save_clicked(self) -> None:
        try:
            checked_server(self.typed)
        except ShamayError as problem:
            self._on_failed(problem)
            return
        self._run(save_server, self.typed, self._key(), on_done=self._on_saved)

    def _on_saved(self, _nothing: object) -> None:
        self.form.set_text("key", "")
        self._run(_kept, on_done=self._on_read)

    def _on_off_clicked(self) -> None:
        self._run(save_server, None, on_done=self._on_turned_off)

    def _on_turned_off(self, _nothing: object) -> None:
        for name in self.form.editors:
            self.form.set_text(name, "")
        self.form.editors["key"].setPlaceholderText("")
        self._off.setEnabled(False)
        self._say(self._texts("texts_analysis.model_turned_off"), "ok")

    def _on_failed(self, error: ShamayError) -> None:
        self._try.setEnabled(True)
        self._say(error_words(self._texts, error), "error")

    def _key(self) -> str | None:
        """The typed key; None leaves the kept one."""
        return self.form.text("key").strip() or None

    def _stop(self) -> None:
        if self._handle is not None and not self._handle.done:
            self._handle.cancel()

    def _run(self, do: object, *given: object, on_done: object) -> None:
        context = self._context
        context.tasks.run(
            do, context.services, context.actor, *given,  # type: ignore[arg-type]  # a use case
            owner=self, on_done=on_done, on_failed=self._on_failed,  # type: ignore[arg-type]
        )  # fmt: skip

    def _say(self, words: str, tone: theme.Tone) -> None:
        self._said.setText(words)
        theme.set_tone(self._said, tone)

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self._texts
        about = QLabel(texts("texts_analysis.model_about"), wordWrap=True)
        theme.set_tone(about, "muted")
        self.form = EntryForm(texts)
        hint = texts("texts_analysis.model_address_hint", example=EXAMPLE)
        self.form.add_line("address", texts("texts_analysis.model_address"), hint=hint, latin=True)
        self.form.add_line("model", texts("texts_analysis.model_name"), latin=True)
        hint = texts("texts_analysis.model_host_hint")
        self.form.add_line("host", texts("texts_analysis.model_host"), hint=hint, latin=True)
        hint = texts("texts_analysis.model_key_hint")
        self.form.add_line("key", texts("texts_analysis.model_key"), hint=hint, secret=True)
        self.seconds = QSpinBox()
        self.seconds.setObjectName("field:seconds")
        self.seconds.setRange(*SECONDS)
        self.seconds.setValue(120)
        self.form.add_widget("seconds", texts("texts_analysis.model_seconds"), self.seconds)
        self._said = QLabel(wordWrap=True)
        self._said.setObjectName("model-said")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE)
        column.addWidget(about)
        column.addWidget(self.form)
        column.addWidget(self._said)
        column.addStretch(1)
        column.addLayout(self._make_foot())

    def _make_foot(self) -> QHBoxLayout:
        texts = self._texts
        self._try = button("try-model", texts("texts_analysis.model_try"))
        save = button("save-model", texts("texts_analysis.model_save"), "primary")
        self._off = button("model-off", texts("texts_analysis.model_off"), "danger")
        close = button("close-model", texts("texts_analysis.close"))
        self._try.clicked.connect(self._on_try_clicked)
        save.clicked.connect(self._on_save_clicked)
        self._off.clicked.connect(self._on_off_clicked)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        for each in (save, self._try, self._off):
            each.setAutoDefault(False)
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(close)
        return row


def _kept(services: Services, _actor: Actor) -> tuple[ModelServer | None, bool]:
    """The server, and whether the keyring has a key for it."""
    server = server_of(services)
    return server, server is not None and key_of(services, server) is not None


def _tried(
    services: Services,
    actor: Actor,
    server: ModelServer,
    key: str | None,
    *,
    on_progress: Progress,  # noqa: ARG001 — every task's keyword
    cancelled: Cancelled,
) -> object:
    """As a task that can be cancelled."""
    return try_server(services, actor, server, key, cancelled)
