"""What the screens outside the wizard use: services, the person, texts, tasks and changes."""

from dataclasses import dataclass, field

from shamay_desktop.domain.access import Actor
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.changes import ChangeHub
from shamay_desktop.ui.review.drafts import DraftsOfReviews
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class OfficeContext:
    """The signed-in person in the office, and the means of the window.

    `reviews` are words of reviews that were written and not sent; they outlive the screens.
    """

    services: Services
    actor: Actor
    texts: Texts
    tasks: Tasks
    hub: ChangeHub
    reviews: DraftsOfReviews = field(default_factory=dict)
