"""From what is marked on a paper to a field's value: the target, the reading of it, the change."""

from PySide6.QtCore import QObject, QRectF, Qt, Signal

from shamay_desktop.domain.case import Value
from shamay_desktop.domain.editing import setting
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID, Field
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.fields.typed_input import typed
from shamay_desktop.domain.reading.taking import Marked, content_of_text, taken
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.canvases.field_choice import FieldChoice, target_title
from shamay_desktop.ui.canvases.page_viewer import PageViewer
from shamay_desktop.ui.canvases.page_words import Picked
from shamay_desktop.ui.canvases.taking_bar import TakingBar
from shamay_desktop.ui.models.findings_model import declared
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets.wording import problem_words


class PaperTaking(QObject):
    """Offers what is marked to the field that was typed in last, or to another one."""

    edited = Signal(object)
    """tuple[Change, ...]: as a page's gesture."""

    taken = Signal(str)
    """The path that took the value."""

    said = Signal(str)
    """A passing word for the viewer."""

    def __init__(self, context: PageContext, viewer: PageViewer) -> None:
        super().__init__(viewer)
        self._context = context
        self._texts = context.texts
        self._viewer = viewer
        self._document: str | None = None
        self._picked: Picked | None = None
        self._path: str | None = None
        self.bar = TakingBar(context.texts, viewer.canvas)
        picking, canvas = viewer.canvas.picking, viewer.canvas
        picking.picked.connect(self._on_picked)
        picking.missed.connect(lambda: self.said.emit(context.texts("viewer.unread")))
        for moved in (canvas.zoomed, canvas.settled):
            moved.connect(self._place)
        for scroll in (canvas.horizontalScrollBar(), canvas.verticalScrollBar()):
            scroll.valueChanged.connect(self._place)
        self.bar.take_asked.connect(self.take)
        self.bar.choice_asked.connect(self.choose)
        self.bar.copy_asked.connect(viewer.copy)
        self.bar.closed.connect(self._on_bar_closed)
        self.bar.typed.connect(lambda _text: self._check())
        if not context.read_only:
            self._declare_actions()

    def show_document(self, sha256: str | None) -> None:
        """The paper that is marked on; None: what is shown is none of the case."""
        self._document = sha256

    @property
    def path(self) -> str | None:
        """The field that the marked text would go into."""
        return self._path

    def take(self) -> None:
        """Make what is marked the field's value; what does not fit is said."""
        picking = self._viewer.canvas.picking
        if picking.drawing and picking.say():
            return  # the box that was drawn by key is offered first
        content, path, picked = self._content(), self._path, self._picked
        if content is None or path is None or picked is None or self._document is None:
            self._check()
            return
        context = self._context
        marked = Marked(self._document, picked.page, picked.box, picked.text)
        at = context.services.clock.now().isoformat(timespec="milliseconds")
        value = taken(content, marked, by=context.actor.email, at=at)
        self._set(path, value, content)

    def choose(self) -> None:
        """Let the person choose another field."""
        if self._picked is None:
            return
        session = self._context.session
        choice = FieldChoice(
            self._context.texts, session.case, session.step, self._turn_to, self._viewer.window()
        )
        choice.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choice.open()

    # -- inside ---------------------------------------------------------------------------

    def _set(self, path: str, value: Value, content: Scalar) -> None:
        context, field = self._context, declared(path)
        changes = setting(context.session.case, path, value)
        title = target_title(context.session.case, path, context.texts)
        self._viewer.let_go()
        self._viewer.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        if changes:
            self.edited.emit(changes)
        if field is not None:
            words = shown(field, content, context.texts.language)
            self.said.emit(context.texts("viewer.taken", field=title, value=words))
        self.taken.emit(path)

    def _turn_to(self, path: str) -> None:
        self._path = path
        self._show_target()
        self.bar.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picked(self, picked: Picked | None) -> None:
        self._picked = picked
        if picked is None or self._document is None or self._context.read_only:
            self.bar.hide()
            return
        self._path = self._focused_path()
        self.bar.show_value(picked.text)
        self._show_target()
        self.bar.show()
        self.bar.raise_()
        self._place()
        if picked.free and not picked.text:
            self.bar.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused_path(self) -> str | None:
        """The field that was typed in last, when it holds one value."""
        path, session = self._context.session.focus, self._context.session
        field = None if path is None else BY_ID.get(path.partition("/")[0])
        if path is None or field is None or not target_title(session.case, path, self._texts):
            return None
        return path

    def _show_target(self) -> None:
        case = self._context.session.case
        self.bar.show_target(
            "" if self._path is None else target_title(case, self._path, self._texts)
        )
        self._check()
        self._place()

    def _content(self) -> Scalar | None:
        """What the text says in the field; None when it does not fit, or says nothing."""
        field = None if self._path is None else declared(self._path)
        if field is None:
            return None
        try:
            return content_of_text(field, self._text())
        except Refused:
            return None

    def _text(self) -> str:
        """What stands in the line; a long text keeps its line ends while nobody mended it."""
        line, picked = self.bar.value.text(), self._picked
        if picked is not None and line == " ".join(picked.text.split()):
            return picked.text
        return line

    def _check(self) -> None:
        """Say whether the text fits, and what stands in the field."""
        texts, field = self._texts, None if self._path is None else declared(self._path)
        if field is None or self._path is None:
            words = "" if self._text().strip() else texts("viewer.no_text")
            self.bar.say(words, can_take=False)
            return
        try:
            content = content_of_text(field, self._text())
        except Refused as refused:
            self.bar.say(problem_words(refused, texts), "error", can_take=False)
            return
        if content is None:
            self.bar.say(texts("viewer.no_text"), "warning", can_take=False)
            return
        self._say_standing(content)

    def _say_standing(self, content: Scalar) -> None:
        texts, path = self._texts, self._path or ""
        standing, field = self._context.session.case.content(path), declared(path)
        if field is None:
            return
        lines = []
        if not _is_whole(field, self._text()):  # of more words the one value in them is taken
            lines.append(texts("viewer.becomes", value=shown(field, content, texts.language)))
        if standing == content:
            lines.append(texts("viewer.same"))
        elif standing is not None:
            words = " ".join(shown(field, standing, texts.language).split())
            lines.append(texts("viewer.standing", value=_short(words)))
        self.bar.say("\n".join(lines))

    def _place(self) -> None:
        picked, canvas = self._picked, self._viewer.canvas
        if picked is not None and self.bar.isVisible():
            place: QRectF = canvas.place_of(picked.box)
            self.bar.put_beside(place, canvas.viewport().geometry())

    def _on_bar_closed(self) -> None:
        self._viewer.let_go()
        self._viewer.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _can_take(self) -> bool:
        return self._document is not None and (
            self._picked is not None or self._viewer.canvas.picking.drawing
        )

    def _declare_actions(self) -> None:
        self.actions_here = ActionSet(self._viewer.canvas)
        self.actions_here.add(
            Action("page_take", self.take, ("Return", "Enter"), "papers", "check",
                   enabled=self._can_take),
            Action("page_take_into", self.choose, ("Ctrl+Return", "Ctrl+Enter"), "papers", "list",
                   enabled=lambda: self._picked is not None),
        )  # fmt: skip


def _is_whole(field: Field, text: str) -> bool:
    """Whether the text is the field's content and nothing else."""
    try:
        typed(field, " ".join(text.split()))
    except Refused:
        return False
    return True


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"
