"""The window's care for its home: what was left behind, what got lost, who called, what time it is.

Everything is said in the bar over the open screen, never in a dialog of its own accord.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.dialogs.trouble import TroubleDialog
from shamay_desktop.ui.draft_keeper import DraftKeeper, Kept, Where
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.home_watch import HomeWatch
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.notice_bar import NoticeBar, Severity
from shamay_desktop.usecases.care import LastWork, clock_behind, last_work
from shamay_desktop.usecases.cases.exporting import write_case
from shamay_desktop.usecases.second_place import SecondPlace, take_up
from shamay_desktop.usecases.services import Services

if TYPE_CHECKING:
    from shamay_desktop.ui.workplace import Workplace


class HomeCare(QObject):
    """Watches from signing in on; leads out of trouble when it comes."""

    def __init__(self, workplace: "Workplace", window: MainWindow, services: Services) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._window = window
        self._services = services
        self._dialog: TroubleDialog | None = None
        self.watch = HomeWatch(services, window.tasks, self)
        self.watch.lost.connect(self.say_trouble)
        self.watch.back.connect(self._on_watch_back)
        self.watch.called.connect(self._on_watch_called)
        self.watch.worried.connect(self._on_watch_worried)
        self.watch.clock_turned.connect(self._on_watch_clock_turned)

    def begin(self, actor: Actor) -> None:
        """Somebody came in: what an earlier run left is taken up and told of, then it watches.

        The database's lane keeps the order: no case is opened before that is done.
        """
        tasks, services = self._window.tasks, self._services
        lines: list[str] = []

        def on_behind(last: datetime | None) -> None:
            if last is not None:
                now = _time(services.clock.now())
                words = self._texts("failure.clock_behind", now=now, last=_time(last))
                lines.append(words)
            self._say_at_start(lines)

        tasks.run(
            take_up,
            services,
            actor,
            owner=self,
            on_done=lambda found: lines.extend(_left_words(found, self._texts)),
        )
        if services.run.ended_badly:
            tasks.run(last_work, services, actor, owner=self, on_done=self._on_last_work_known)
        tasks.run(clock_behind, services, actor, owner=self, on_done=on_behind)
        self.watch.start()

    def stop(self) -> None:
        """The window goes."""
        self.watch.stop()

    # -- at the start ----------------------------------------------------------------------

    def _on_last_work_known(self, work: LastWork | None) -> None:
        texts = self._texts
        if work is None:
            self._say(texts("failure.ended_badly_nothing"), "warning")
            return
        until = datetime.fromisoformat(work.until).astimezone()
        title = work.title or texts("shell.untitled")
        self._say(
            texts("failure.ended_badly", until=f"{until:%H:%M:%S}", title=title),
            "warning",
            texts("failure.continue"),
            lambda: self._workplace.open_case(work.valuation_id),
        )

    def _say_at_start(self, lines: list[str]) -> None:
        """Behind what was said of the last run's end, which stands already."""
        if not lines:
            return
        bar = self._bar()
        if bar is not None and bar.isVisible() and self._services.run.ended_badly:
            bar.words.setText("\n".join([bar.words.text(), *lines]))
            bar.setAccessibleName(bar.words.text())
        else:
            self._say("\n".join(lines), "warning")

    # -- while the window is open ----------------------------------------------------------

    def say_trouble(self, error: ShamayError) -> None:
        """The database is damaged or gone: said over the screen, with the way to what helps."""
        if self._dialog is None:
            words = self._texts("failure.what_to_do")
            self._say(self._words(error), "error", words, lambda: self.show_trouble(error.code))

    def show_trouble(self, code: str) -> None:
        """The ways out, over the window."""
        case = self._workplace.case
        in_case = case is not None and case.is_open
        dialog = TroubleDialog(
            self._texts, self._services, self._window.tasks, self._window, in_case=in_case
        )
        dialog.card.solved.connect(self._on_trouble_solved)
        dialog.card.export_asked.connect(self._ask_folder)
        dialog.finished.connect(self._on_trouble_closed)
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.card.begin(code)
        dialog.open()

    def _on_trouble_closed(self) -> None:
        self._dialog = None

    def _on_trouble_solved(self) -> None:
        bar = self._bar()
        if bar is not None:
            bar.hide()
        case = self._workplace.case
        if case is not None and case.is_open:
            case.come_back()
        elif self._workplace.desk is not None:
            self._workplace.desk.refresh()

    def _on_watch_back(self) -> None:
        case = self._workplace.case
        if case is not None and case.is_open:
            case.shell.saver.save_now()
        self._say(self._texts("failure.working_again"), "note", passing=True)

    def _on_watch_called(self) -> None:
        self._window.come_to_front()
        self._say(self._texts("failure.called"), "note", passing=True)

    def _on_watch_worried(self, error: ShamayError) -> None:
        self._say(self._words(error), "warning")

    def _on_watch_clock_turned(self, now: datetime) -> None:
        self._say(self._texts("failure.clock_turned", now=_time(now)), "warning")

    # -- what is open, saved elsewhere -----------------------------------------------------

    def _ask_folder(self) -> None:
        asked = QFileDialog.getExistingDirectory(
            self._dialog or self._window, self._texts("failure.choose_folder")
        )
        if asked:
            self.save_to(Path(asked))

    def save_to(self, folder: Path) -> None:
        """Write the open case, with its files where the store still gives them, into a folder."""
        case = self._workplace.case
        if case is None or not case.is_open:
            return
        shell = case.shell
        target = folder / f"shamay-{self._services.clock.now():%Y%m%d-%H%M%S}"
        self._window.tasks.run(
            write_with_files,
            self._services,
            shell.context.session.case,
            shell.checking.evidence,
            target,
            owner=self,
            lane="work",
            on_done=lambda _: self._say(self._texts("failure.exported", folder=target), "note"),
            on_failed=lambda error: self._say(self._words(error), "error"),
        )

    def keep_draft(self, told: Callable[[str], object]) -> None:
        """Keep what was typed after a mistake of the program; `told` gets the sentence of it."""
        case = self._workplace.case

        def say(kept: Kept) -> None:
            facts = {} if kept.folder is None else {"folder": kept.folder}
            told(self._texts(f"failure.crash_{kept.where.value}", **facts))

        if case is None or not case.is_open:
            say(Kept(Where.NO_CASE))
        else:
            DraftKeeper(case.shell, say, self).begin()

    # -- saying it -------------------------------------------------------------------------

    @property
    def _texts(self) -> Texts:
        return self._workplace.texts

    def _words(self, error: ShamayError) -> str:
        return error_words(self._texts, error)

    def _bar(self) -> NoticeBar | None:
        case, desk = self._workplace.case, self._workplace.desk
        if case is not None and case.is_open:
            return case.shell.notice
        return None if desk is None else desk.notice

    def _say(
        self,
        words: str,
        severity: Severity,
        action: str = "",
        do: Callable[[], object] | None = None,
        *,
        passing: bool = False,
    ) -> None:
        bar = self._bar()
        if bar is not None:
            bar.say(words, severity, action=action, do=do, passing=passing)


def write_with_files(services: Services, case: Case, evidence: CaseEvidence, root: Path) -> None:
    """The case with its papers and photos, or, where the store is lost too, its values alone."""
    try:
        write_case(services, case, evidence, root)
    except ShamayError:
        write_case(services, case, CaseEvidence(), root.with_name(f"{root.name}-values"))


def _left_words(found: SecondPlace, texts: Texts) -> list[str]:
    lines = [
        texts("failure.taken_up", n=each.number, title=each.title or texts("shell.untitled"))
        for each in found.taken
    ]
    lines += [texts("failure.unclaimed", n=each.number, file=each.file) for each in found.unclaimed]
    if found.waiting:
        lines.append(texts("failure.waiting"))
    return lines


def _time(moment: datetime) -> str:
    return f"{moment.astimezone():%d.%m.%Y %H:%M}"
