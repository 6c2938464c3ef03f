"""What a person wrote of a case's review and did not send: it outlives the screens it stands on."""

from dataclasses import dataclass, field

from shamay_desktop.usecases.review.commenting import WHOLE, Pin

NEW = "new"
"""The box of a new comment."""

REASONS = "reasons"
"""The reasons for which a case goes back. Every other box is an answer's, by its comment's id."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was sent from which box, as it is stored: without blanks around it."""

    box: str
    text: str
    pin: Pin = WHOLE


@dataclass(slots=True)
class ReviewDrafts:
    """Texts by their box, as they were typed; `pin` is what the new comment is about."""

    texts: dict[str, str] = field(default_factory=dict)
    pin: Pin = WHOLE

    def text(self, box: str) -> str:
        """What stands in a box, "" when nothing does."""
        return self.texts.get(box, "")

    def keep(self, box: str, text: str) -> None:
        """Keep what stands in a box now; blanks alone are nothing."""
        if text.strip():
            self.texts[box] = text
        else:
            self.texts.pop(box, None)

    def sent(self, said: Said) -> None:
        """It is stored: it is no draft any more, unless something else stands in its box by now."""
        if self.text(said.box).strip() == said.text:
            self.texts.pop(said.box, None)
            if said.box == NEW and self.pin == said.pin:
                self.pin = WHOLE


DraftsOfReviews = dict[tuple[str, str], ReviewDrafts]
"""By user and case, as long as the program runs."""


def drafts_of(kept: DraftsOfReviews, user_id: str, valuation_id: str) -> ReviewDrafts:
    """A person's drafts of a case's review."""
    return kept.setdefault((user_id, valuation_id), ReviewDrafts())
