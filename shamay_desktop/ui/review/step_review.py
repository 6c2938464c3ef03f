"""The comments of a review beside the form and the pages of step 5, for whoever made the case."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.review import Comment
from shamay_desktop.ui import theme
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.review.comments_panel import CommentsPanel
from shamay_desktop.ui.review.review_work import ReviewWork
from shamay_desktop.usecases.review.looking import ReviewOf


class StepReview(QWidget):
    """Reads what was said of the open case; absent as long as nothing is."""

    field_asked = Signal(str)
    """The path of a field that a comment is about."""

    block_asked = Signal(object)
    """Comment: show its block on the pages."""

    shown = Signal(bool)
    """Whether there is anything to see."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("step-review")
        self._context = context
        self.work = ReviewWork(
            context.services, context.actor, context.tasks, context.session.valuation.id,
            context.said, self,
        )  # fmt: skip
        self.comments = CommentsPanel(context.actor, context.texts, context.said, scrolls=False)
        self.failure = QLabel(wordWrap=True)
        self.failure.setObjectName("step-review-failure")
        theme.set_tone(self.failure, "error")
        self.failure.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.failure)
        column.addWidget(self.comments)
        self._connect()

    def read(self) -> None:
        """Another person may have said something meanwhile."""
        self.work.read()

    def _connect(self) -> None:
        work, comments = self.work, self.comments
        work.loaded.connect(self._on_loaded)
        work.failed.connect(self._on_failed)
        work.said.connect(comments.on_said)
        work.said.connect(lambda _said: self.failure.hide())
        comments.say_asked.connect(work.comment)
        comments.answer_asked.connect(work.answer)
        comments.resolve_asked.connect(lambda key, on: work.resolve(key, resolved=on))
        comments.go_asked.connect(self._on_go_asked)

    def _on_loaded(self, found: ReviewOf) -> None:
        self.comments.show_review(found)
        self.shown.emit(bool(found.threads or self.comments.say.text))

    def _on_failed(self, error: ShamayError) -> None:
        self.failure.setText(error_words(self._context.texts, error))
        self.failure.show()

    def _on_go_asked(self, said: Comment) -> None:
        if said.path is not None:
            self.field_asked.emit(said.path)
        else:
            self.block_asked.emit(said)
