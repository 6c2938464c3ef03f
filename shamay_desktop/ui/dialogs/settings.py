"""The settings: the office on its letterhead, the appraiser, and the program's own choices."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Actor, Permission, may
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.records import Office, Person
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.dialogs.entry_form import EntryForm
from shamay_desktop.ui.dialogs.picture_choice import PictureChoice
from shamay_desktop.ui.errors import error_words
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.profile import office_of, profile_of, save_office, save_profile
from shamay_desktop.usecases.services import Services

LANGUAGE = "language"
SCHEME = "window.scheme"
IDLE_MINUTES = "window.idle_minutes"
DEFAULT_IDLE = 15
IDLE_CHOICES = (5, 10, 15, 30, 60, 0)


def idle_minutes(services: Services) -> int:
    """After how many minutes without a key the window locks; 0 for never."""
    known = services.settings.get(IDLE_MINUTES, DEFAULT_IDLE)
    return known if isinstance(known, int) and not isinstance(known, bool) else DEFAULT_IDLE


class SettingsDialog(QDialog):
    """Three tabs; saving writes what was changed."""

    language_chosen = Signal(object)
    """Language that differs from the present one."""

    scheme_chosen = Signal(str)
    """Light, dark or system, when it differs from the present choice."""

    rules_asked = Signal()
    """The office's rules are to be opened."""

    practice_asked = Signal()
    """The office's practice is to be opened."""

    model_asked = Signal()
    """The language model's server of this machine is to be named or turned off."""

    def __init__(self, context: OfficeContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self._context = context
        self._office: Office | None = None
        self._person: Person | None = None
        texts = context.texts
        self.setWindowTitle(texts("office.settings"))
        self.setMinimumWidth(84 * theme.SPACE)
        self._manages = may(context.actor, Permission.MANAGE_OFFICE)
        self.office_form = self._make_office_form()
        self.person_form = self._make_person_form()
        self.language = QComboBox()
        self.scheme = QComboBox()
        self.idle = QComboBox()
        self._tabs = QTabWidget()
        if self._manages:
            self._tabs.addTab(_padded(self.office_form), texts("office.tab_office"))
        self._tabs.addTab(_padded(self.person_form), texts("office.tab_appraiser"))
        self._tabs.addTab(_padded(self._make_program_form()), texts("office.tab_program"))
        self._said = QLabel(wordWrap=True)
        self._said.setObjectName("settings-said")
        self._save = button("save-settings", texts("office.save"), "primary")
        self._save.setEnabled(False)
        self._save.clicked.connect(self.save)
        close = button("close-settings", texts("office.close"))
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addWidget(close)
        row.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.addWidget(self._tabs, 1)
        column.addLayout(row)
        self._read()

    def save(self) -> None:
        """Write the office, the person and the choices."""
        step = self.office_form.text("rounding_step").strip().replace(",", "")
        if self._manages and (not step.isascii() or not step.isdigit() or int(step) == 0):
            self._tabs.setCurrentIndex(0)
            self.office_form.show_problem(
                "rounding_step", self._context.texts("office.rounding_wrong")
            )
            return
        self._save.setEnabled(False)
        context = self._context
        context.tasks.run(
            write_settings,
            context.services,
            context.actor,
            self._typed_office(step) if self._manages else None,
            self._typed_person(),
            {
                LANGUAGE: str(self.language.currentData()),
                SCHEME: self.scheme.currentData(),
                IDLE_MINUTES: self.idle.currentData(),
            },
            owner=self,
            on_done=self._on_saved,
            on_failed=self._on_failed,
        )

    # -- reading and writing --------------------------------------------------------------

    def _read(self) -> None:
        context = self._context
        context.tasks.run(
            read_settings,
            context.services,
            context.actor,
            owner=self,
            on_done=self._on_read,
            on_failed=self._on_failed,
        )

    def _on_read(self, found: tuple[Office, Person]) -> None:
        self._office, self._person = found
        for form, record in ((self.office_form, self._office), (self.person_form, self._person)):
            for name in form.editors:
                form.set_text(name, getattr(record, name))
        self.logo.show_sha256(self._office.logo_sha256)
        self.footer_logo.show_sha256(self._office.footer_logo_sha256)
        self.signature.show_sha256(self._person.signature_sha256)
        self._save.setEnabled(True)

    def _typed_office(self, step: str) -> Office | None:
        if self._office is None:
            return None
        typed = {name: self.office_form.text(name).strip() for name in self.office_form.editors}
        typed["rounding_step"] = str(int(step))
        return replace(
            self._office,
            **typed,  # type: ignore[arg-type]  # the form's editors are all of texts
            logo_sha256=self.logo.sha256,
            footer_logo_sha256=self.footer_logo.sha256,
        )

    def _typed_person(self) -> Person | None:
        if self._person is None:
            return None
        name, title, licence = (
            self.person_form.text(line).strip() for line in ("name", "title", "licence_number")
        )
        return replace(
            self._person,
            name=name,
            title=title,
            licence_number=licence,
            signature_sha256=self.signature.sha256,
        )

    def _on_saved(self, _: object) -> None:
        context = self._context
        self._save.setEnabled(True)
        self._say(context.texts("office.saved"), "ok")
        context.hub.changed.emit(Changes(office=True))
        self._read()
        language = Language(self.language.currentData())
        if language is not context.texts.language:
            theme.choose_scheme(self.scheme.currentData())
            self.language_chosen.emit(language)
        elif self.scheme.currentData() != theme.scheme():
            self.scheme_chosen.emit(self.scheme.currentData())

    def _on_failed(self, error: ShamayError) -> None:
        self._save.setEnabled(self._person is not None)
        self._say(error_words(self._context.texts, error), "error")

    def _say(self, words: str, tone: theme.Tone) -> None:
        self._said.setText(words)
        theme.set_tone(self._said, tone)

    # -- building -------------------------------------------------------------------------

    def _make_office_form(self) -> EntryForm:
        texts = self._context.texts
        form = EntryForm(texts)
        form.add_line("name", texts("office.office"))
        form.add_line("slogan", texts("office.slogan"))
        form.add_line("address", texts("office.address"))
        form.add_line("phone", texts("office.phone"), latin=True)
        form.add_line("email", texts("office.email"), latin=True)
        form.add_line("website", texts("office.website"), latin=True)
        form.add_line("association", texts("office.association"))
        form.add_line("services", texts("office.services"))
        form.add_line("strip", texts("office.strip"))
        form.add_line("rounding_step", texts("office.rounding_step"), latin=True)
        self.logo = PictureChoice(self._context, "logo")
        self.logo.failed.connect(self._on_failed)
        form.add_widget("logo", texts("office.logo"), self.logo)
        self.footer_logo = PictureChoice(self._context, "footer-logo")
        self.footer_logo.failed.connect(self._on_failed)
        form.add_widget("footer_logo", texts("office.footer_logo"), self.footer_logo)
        rules = button("office-rules", texts("checks.rules.open"))
        rules.setAutoDefault(False)
        rules.clicked.connect(self.rules_asked)
        rules.setEnabled(may(self._context.actor, Permission.MANAGE_RULES))
        form.add_widget("rules", texts("checks.rules.title"), rules)
        practice = button("office-practice", texts("practice.open"))
        practice.setAutoDefault(False)
        practice.clicked.connect(self.practice_asked)
        form.add_widget("practice", texts("practice.title"), practice)
        return form

    def _make_person_form(self) -> EntryForm:
        texts = self._context.texts
        form = EntryForm(texts)
        form.add_line("name", texts("office.name"))
        form.add_line("title", texts("office.title"), hint=texts("office.title_hint"))
        form.add_line("licence_number", texts("office.licence_number"), latin=True)
        self.signature = PictureChoice(self._context, "signature")
        self.signature.failed.connect(self._on_failed)
        form.add_widget("signature", texts("office.signature"), self.signature)
        return form

    def _make_program_form(self) -> EntryForm:
        texts = self._context.texts
        form = EntryForm(texts)
        self.language.setObjectName("field:language")
        for language in Language:
            self.language.addItem(texts(f"office.language.{language.value}"), language)
        self.language.setCurrentIndex(list(Language).index(texts.language))
        self.scheme.setObjectName("field:scheme")
        for scheme in theme.SCHEMES:
            self.scheme.addItem(texts(f"actions.scheme_{scheme}"), scheme)
        self.scheme.setCurrentIndex(theme.SCHEMES.index(theme.scheme()))
        self.idle.setObjectName("field:idle_minutes")
        for minutes in IDLE_CHOICES:
            words = texts("office.idle_after", n=minutes) if minutes else texts("office.idle_never")
            self.idle.addItem(words, minutes)
        self.idle.setCurrentIndex(max(0, self.idle.findData(idle_minutes(self._context.services))))
        form.add_widget("language", texts("office.language"), self.language)
        form.add_widget("scheme", texts("office.scheme"), self.scheme)
        form.add_widget("idle_minutes", texts("office.idle_minutes"), self.idle)
        model = button("settings-model", texts("texts_analysis.model_settings"))
        model.setAutoDefault(False)
        model.clicked.connect(self.model_asked)
        model.setEnabled(may(self._context.actor, Permission.EDIT_CASE))
        form.add_widget("model", texts("texts_analysis.model_label"), model)
        return form


def read_settings(services: Services, actor: Actor) -> tuple[Office, Person]:
    """The office and the person, as they stand."""
    return office_of(services, actor), profile_of(services, actor)


def write_settings(
    services: Services,
    actor: Actor,
    office: Office | None,
    person: Person | None,
    choices: dict[str, object],
) -> None:
    """Write what is given. Raises Refused, NotAllowed, WorldFailed."""
    if office is not None and office != office_of(services, actor):
        save_office(services, actor, office)
    if person is not None and person != profile_of(services, actor):
        save_profile(services, actor, person)
    for name, choice in choices.items():
        services.settings.set(name, choice)


def _padded(form: EntryForm) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(*(2 * theme.SPACE,) * 4)
    column.addWidget(form)
    column.addStretch(1)
    return page
