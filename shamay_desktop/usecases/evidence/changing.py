"""The frame of every change to a case's papers and photos that is already there."""

from collections.abc import Iterator
from contextlib import contextmanager

from shamay_desktop.domain.access import Actor
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import begun, editable


@contextmanager
def changing_evidence(services: Services, actor: Actor, valuation_id: str) -> Iterator[UnitOfWork]:
    """One transaction: the actor may edit the case, the case is at work afterwards, committed.

    What is raised inside leaves everything as it was. Raises as `editable`.
    """
    with services.database.work(actor) as work:
        work.valuations.hold(valuation_id)  # nobody sends or signs it in between
        valuation = editable(work, actor, valuation_id)
        yield work
        begun(work, valuation)
        work.commit()
