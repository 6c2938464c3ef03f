"""A bench for forms and pages: a case in memory, a session, and a shell that applies edits."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.editing import Change
from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import (
    Office,
    Phrase,
    SessionStatus,
    Status,
    Valuation,
    WizardSessionRecord,
)
from shamay_desktop.domain.standards import RuleSet, check, rule_set_of_text
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.resource_files import resource
from shamay_desktop.ui.pages.page import Page, PageContext
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.ui.theme import apply_theme
from shamay_desktop.ui.widgets.form import Form
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.session import WizardSession

NOW = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
ACTOR = Actor("user-1", "dana@example.com", "דנה לוי", "office-1", Role.APPRAISER)


class StillClock:
    """A clock that stands."""

    def now(self) -> datetime:
        """The moment of all tests."""
        return NOW

    def today(self) -> date:
        """Its day."""
        return NOW.date()


@dataclass
class FakePhrases:
    """A bank of phrases in memory."""

    kept: dict[str, Phrase] = field(default_factory=dict)

    def all(self) -> list[Phrase]:
        """All of them."""
        return list(self.kept.values())

    def save(self, phrase: Phrase) -> None:
        """Keep one."""
        self.kept[phrase.id] = phrase

    def remove(self, phrase_id: str) -> None:
        """Forget one."""
        self.kept.pop(phrase_id, None)


@dataclass
class FakeWork:
    """A unit of work that knows the history of paths and the phrases."""

    history: Mapping[str, tuple[Edit, ...]]
    phrases: Any = None

    def commit(self) -> None:
        """Nothing is written here."""

    @property
    def trail(self) -> Any:
        """The audit trail, unread."""
        return SimpleNamespace(write=lambda _happened: None)

    @property
    def offices(self) -> Any:
        """One office, with a practice of its own in nothing."""
        office = Office(ACTOR.organization_id, "לוי שמאות מקרקעין")
        return SimpleNamespace(office=lambda _id: office)

    @property
    def sessions(self) -> Any:
        """The journal's reading side."""
        return SimpleNamespace(history=lambda _valuation, path: self.history.get(path, ()))


@dataclass
class FakeDatabase:
    """A database that answers stories."""

    stories: dict[str, tuple[Edit, ...]] = field(default_factory=dict)
    phrases: FakePhrases = field(default_factory=FakePhrases)

    @contextmanager
    def work(self, _actor: Actor) -> Iterator[FakeWork]:
        """A unit of work."""
        yield FakeWork(self.stories, self.phrases)


@dataclass
class FakeSettings:
    """This machine's choices in memory."""

    choices: dict[str, object] = field(default_factory=dict)

    def get(self, name: str, default: object = None) -> object:
        """The choice of a name."""
        return self.choices.get(name, default)

    def set(self, name: str, choice: object) -> None:
        """Keep a choice."""
        self.choices[name] = choice


def rules() -> RuleSet:
    """The shipped rules."""
    return rule_set_of_text(resource("rules", "israel.json").read_text(encoding="utf-8"))


def a_session(values: Mapping[str, object] | None = None) -> WizardSession:
    """A session over a case with these values, as a case folder gives them."""
    case = decode_case("case-1", dict(values)) if values else Case("case-1")
    valuation = Valuation("case-1", "", Status.IN_PROGRESS, case, ACTOR.user_id)
    record = WizardSessionRecord(
        "row-1", "session-1", "case-1", ACTOR.user_id, SessionStatus.ACTIVE, Step.INITIAL_DATA,
        case, 0, 0, None, NOW, NOW, NOW,
    )  # fmt: skip
    return WizardSession(record, valuation, ACTOR, StillClock())


def a_context(
    language: Language = Language.HE, values: Mapping[str, object] | None = None
) -> PageContext:
    """What a page may use; the application takes the language's look."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, language)
    services = SimpleNamespace(
        database=FakeDatabase(),
        rules=rules,
        clock=StillClock(),
        settings=FakeSettings(),
        indexes=dict,
    )
    return PageContext(
        cast(Services, services), ACTOR, a_session(values), load_texts(language), Tasks()
    )


def type_in(widget: QWidget, text: str) -> None:
    """Type any text, also Hebrew, key by key."""
    nothing = Qt.KeyboardModifier.NoModifier
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, nothing, letter))


class Shell:
    """Applies what a page or form emits and shows what comes of it, as the wizard's shell."""

    def __init__(self, page: Page | Form) -> None:
        self.page = page
        self.session = page.context.session
        self.gestures: list[tuple[Change, ...]] = []
        page.edited.connect(self._on_edited)
        page.show_case(self.session.case)

    def undo(self) -> None:
        """Take the last gesture back."""
        self.session.undo()
        self.page.show_case(self.session.case)

    def check(self) -> None:
        """Show the findings of the rules."""
        self.page.show_findings(check(self.session.case, rules(), today=NOW.date()))

    def content(self, path: str) -> object:
        """What the case holds at a path."""
        return self.session.case.content(path)

    def _on_edited(self, changes: tuple[Change, ...]) -> None:
        self.gestures.append(changes)
        self.session.apply(changes)
        self.page.show_case(self.session.case)
