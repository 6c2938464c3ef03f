"""Looking at a case that one may read and not change: no session is kept, no edit is taken."""

from dataclasses import dataclass

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.editing import Change
from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.records import Valuation
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import Opened, new_session, open_case
from shamay_desktop.usecases.wizard.session import WizardSession


@dataclass(frozen=True, slots=True)
class Looked:
    """A case to look at. `reason` is the code of the refusal to edit it."""

    opened: Opened
    reason: str


class LookingSession(WizardSession):
    """A session of which nothing is ever written: whatever would change the case is refused."""

    def apply(self, changes: tuple[Change, ...]) -> tuple[Edit, ...]:
        """Raises Refused(`case_read_only`) for any change."""
        if changes:
            raise Refused("case_read_only", case=self.valuation.title)
        return ()


def open_or_look(services: Services, actor: Actor, valuation_id: str) -> Opened | Looked:
    """Open a case for editing; who may only read it, or whose case is signed, looks at it.

    Raises Refused(`case_unknown`), NotAllowed when one may not even read it.
    """
    try:
        return open_case(services, actor, valuation_id)
    except NotAllowed as refused:
        return look_at_case(services, actor, valuation_id, refused.code)
    except Refused as refused:
        if refused.code not in _LOCKED:
            raise
        return look_at_case(services, actor, valuation_id, refused.code)


def look_at_case(services: Services, actor: Actor, valuation_id: str, reason: str) -> Looked:
    """The case as it was last typed, in a session that is not kept.

    Raises NotAllowed, Refused(`case_unknown`).
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        valuation: Valuation = valuation_now(work, valuation_id)
    record = new_session(valuation, actor, services.clock.now())
    return Looked(Opened(valuation, record, resumed=False), reason)


_LOCKED = frozenset({"case_signed", "case_archived"})
