"""What is done with the chosen cases: copy, put away, throw away, take back, export; and undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from shamay_desktop.domain.access import Actor, Permission, Role, may
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.file_names import portable_name
from shamay_desktop.domain.records import Shelf, Status, ValuationLine
from shamay_desktop.ui.cases.case_table import MOST_CHOSEN, CaseTable
from shamay_desktop.ui.cases.confirm_delete import ConfirmDelete
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.usecases.cases.copying import Copied, duplicate_case
from shamay_desktop.usecases.cases.exporting import export_case
from shamay_desktop.usecases.cases.shelving import (
    archive,
    delete_for_good,
    take_back,
    throw_away,
    unarchive,
)
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.services import Services

Operation = Callable[..., object]
UNDO_DEPTH = 50
DRAFTS = (Status.DRAFT, Status.IN_PROGRESS)
"""What an appraiser puts away alone; the use cases refuse the rest."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of several cases: ids that it was done with, and why not with the others."""

    ids: tuple[str, ...]
    problems: tuple[Refused, ...]


def each_of(operation: Operation, services: Services, actor: Actor, ids: Sequence[str]) -> Done:
    """Do it with each case, in its own transaction; one that is refused does not stop the rest."""
    done: list[str] = []
    problems: list[Refused] = []
    for valuation_id in ids:
        try:
            operation(services, actor, valuation_id)
        except Refused as problem:
            problems.append(problem)
        else:
            done.append(valuation_id)
    return Done(tuple(done), tuple(problems))


@dataclass(frozen=True, slots=True)
class Gesture:
    """One kind of gesture: the use case, the notice's key, and what undoes it (None: nothing)."""

    operation: Operation
    told: str
    back: Operation | None = None


ARCHIVE = Gesture(archive, "cases.told.archived", unarchive)
UNARCHIVE = Gesture(unarchive, "cases.told.unarchived", archive)
THROW_AWAY = Gesture(throw_away, "cases.told.thrown_away", take_back)
TAKE_BACK = Gesture(take_back, "cases.told.taken_back", throw_away)
DELETE = Gesture(delete_for_good, "cases.told.deleted")


class RowGestures(QObject):
    """Acts on the chosen rows of the table; tells in the notice, where it can be undone too."""

    copied = Signal(object)
    """Copied: the copy, and what was cleared in it."""

    versions_asked = Signal(str)
    """Id of the valuation whose report's versions are wanted."""

    countersign_asked = Signal(str, str)
    """Id and title of the valuation that a reviewer signs."""

    def __init__(
        self, context: OfficeContext, table: CaseTable, notice: NoticeBar, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._table = table
        self._notice = notice
        self._screen = parent
        self._undo: list[tuple[Operation, tuple[str, ...]]] = []

    # -- whether it may be done -----------------------------------------------------------

    @property
    def shelf(self) -> Shelf:
        """Where the chosen cases lie."""
        return self._table.case_model.query.shelf

    @property
    def can_undo(self) -> bool:
        """Whether a gesture of this desk can be taken back."""
        return bool(self._undo)

    def may_copy(self) -> bool:
        """One case that is not in the trash, for who may begin cases."""
        return (
            self._table.current_line is not None
            and self.shelf is not Shelf.TRASH
            and may(self._context.actor, Permission.CREATE_CASE)
        )

    def may_archive(self) -> bool:
        """Of the desk, and the person's to put away."""
        return self.shelf is Shelf.DESK and self._may(Permission.ARCHIVE_CASE)

    def may_unarchive(self) -> bool:
        """Of the archive."""
        return self.shelf is Shelf.ARCHIVE and self._may(Permission.ARCHIVE_CASE)

    def may_throw_away(self) -> bool:
        """Not in the trash yet; a signed one is refused, and is told so when it was asked."""
        return self.shelf is not Shelf.TRASH and self._may(Permission.ARCHIVE_CASE)

    def may_take_back(self) -> bool:
        """Of the trash."""
        return self.shelf is Shelf.TRASH and self._may(Permission.ARCHIVE_CASE)

    def may_delete(self) -> bool:
        """Of the trash, for the owner."""
        return self.shelf is Shelf.TRASH and self._may(Permission.DELETE_FOR_GOOD)

    def may_export(self) -> bool:
        """One case that is not in the trash."""
        return self._table.current_line is not None and self.shelf is not Shelf.TRASH

    def is_signed(self) -> bool:
        """One case whose report was sealed."""
        line = self._table.current_line
        return line is not None and line.status is Status.SIGNED and self.shelf is not Shelf.TRASH

    def may_countersign(self) -> bool:
        """One signed case of somebody else's, for who reviews."""
        line = self._table.current_line
        owner = None if line is None else line.created_by_id
        return self.is_signed() and may(self._context.actor, Permission.COUNTERSIGN, owner_id=owner)

    # -- doing it -------------------------------------------------------------------------

    def duplicate(self) -> None:
        """Copy the current case and open the copy."""
        line, context = self._table.current_line, self._context
        if line is None:
            return
        context.tasks.run(
            duplicate_case,
            context.services,
            context.actor,
            line.id,
            owner=self,
            on_done=self._on_copied,
            on_failed=self._say_error,
        )

    def show_versions(self) -> None:
        """Ask for the versions of the current case's report."""
        if (line := self._table.current_line) is not None:
            self.versions_asked.emit(line.id)

    def countersign(self) -> None:
        """Ask for the reviewer's signature on the current case's report."""
        if (line := self._table.current_line) is not None:
            self.countersign_asked.emit(line.id, line.title)

    def archive(self) -> None:
        """Put the chosen cases into the archive."""
        self._do(ARCHIVE)

    def unarchive(self) -> None:
        """Take the chosen cases out of the archive."""
        self._do(UNARCHIVE)

    def throw_away(self) -> None:
        """Lay the chosen cases into the trash."""
        self._do(THROW_AWAY)

    def take_back(self) -> None:
        """Take the chosen cases out of the trash."""
        self._do(TAKE_BACK)

    def delete(self) -> None:
        """Ask, then forget the chosen cases for good."""
        lines = self._chosen()
        if not lines:
            return
        ask = ConfirmDelete(self._context.texts, lines, self._screen)
        ask.accepted.connect(lambda: self._run(DELETE, [line.id for line in lines]))
        ask.finished.connect(ask.deleteLater)
        ask.open()

    def undo(self) -> None:
        """Take back the last gesture of this desk."""
        if not self._undo:
            return
        operation, ids = self._undo.pop()
        self._run(Gesture(operation, "cases.told.undone"), ids)

    def export(self) -> None:
        """Ask for a folder and write the case into one of its own there."""
        texts = self._context.texts
        if self._table.current_line is None:
            return
        chosen = QFileDialog.getExistingDirectory(self._screen, texts("cases.export_where"))
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, folder: Path) -> None:
        """Write the current case into a new folder inside this one."""
        line, context = self._table.current_line, self._context
        if line is None:
            return
        target = folder / folder_name(line)
        self._notice.say(context.texts("cases.exporting", folder=str(target)))
        context.tasks.run(
            export_case,
            context.services,
            context.actor,
            line.id,
            target,
            owner=self,
            on_done=lambda _: self._on_exported(target),
            on_failed=self._say_error,
            lane="work",
        )

    # -- inside ---------------------------------------------------------------------------

    def _may(self, permission: Permission) -> bool:
        lines, actor = self._table.chosen_lines(), self._context.actor
        return bool(lines) and all(
            may(actor, permission, owner_id=line.created_by_id)
            and (actor.role is not Role.APPRAISER or line.status in DRAFTS)
            for line in lines
        )

    def _chosen(self) -> list[ValuationLine]:
        lines, texts = self._table.chosen_lines(), self._context.texts
        if not lines and self._table.chosen_count() > MOST_CHOSEN:
            self._notice.say(texts("cases.too_many_chosen", most=MOST_CHOSEN), "warning")
        return lines

    def _do(self, gesture: Gesture) -> None:
        if lines := self._chosen():
            self._run(gesture, [line.id for line in lines])

    def _run(self, gesture: Gesture, ids: Sequence[str]) -> None:
        context = self._context
        context.tasks.run(
            each_of,
            gesture.operation,
            context.services,
            context.actor,
            tuple(ids),
            owner=self,
            on_done=lambda done: self._on_done(gesture, done),
            on_failed=self._say_error,
        )

    def _on_done(self, gesture: Gesture, done: Done) -> None:
        if done.ids:
            if gesture.back is not None:
                self._undo = [*self._undo, (gesture.back, done.ids)][-UNDO_DEPTH:]
            self._context.hub.changed.emit(Changes(cases=True))
        self._tell(gesture, done)

    def _tell(self, gesture: Gesture, done: Done) -> None:
        texts = self._context.texts
        reasons = list(dict.fromkeys(error_words(texts, each) for each in done.problems))
        told = [texts(gesture.told, n=len(done.ids))] if done.ids else []
        undoes = gesture.back is not None and bool(done.ids)
        self._notice.say(
            " ".join([*told, *reasons]),
            "warning" if reasons else "note",
            action=texts("cases.undo") if undoes else "",
            do=self.undo,
        )

    def _on_copied(self, copied: Copied) -> None:
        self._context.hub.changed.emit(Changes(cases=True))
        self.copied.emit(copied)

    def _on_exported(self, target: Path) -> None:
        self._notice.say(self._context.texts("cases.exported", folder=str(target)))

    def _say_error(self, error: ShamayError) -> None:
        self._notice.say(error_words(self._context.texts, error), "error")


def folder_name(line: ValuationLine) -> str:
    """What an exported case's folder is called: its reference and title, fit for any disk."""
    words = " ".join(part for part in (line.reference, line.title) if part)
    return portable_name(words.replace("/", "-") or line.id)
