"""Finished cases become evidence: once, up to date, and never what they took from there."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Row, Value
from shamay_desktop.domain.editing import adding_row, setting
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.market.case_rows import case_source_id
from shamay_desktop.domain.market.query import MarketQuery, MarketSort
from shamay_desktop.domain.market.rows import MarketRow, RowKind, SourceKind
from shamay_desktop.domain.market.taking import taking
from shamay_desktop.usecases.market.undoing import undo_import
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.keeping import finish_step
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests import market_rows

SALE = {"date": "2025-03-01", "address": "הגפן 3", "gush": "6100", "helka": "7", "tat_helka": "2",
        "area": "80", "price": "1900000", "evidence": "deal"}  # fmt: skip
RENT = {"date": "2025-03-01", "address": "הגפן 3", "area": "80", "rent": "5200",
        "evidence": "signed"}  # fmt: skip


@pytest.fixture
def session(services: Services, actor: Actor) -> WizardSession:
    """A case with a comparable and a rent."""
    opened = create_case(services, actor)
    made = WizardSession(opened.record, opened.valuation, actor, services.clock)
    for list_id, cells in (("comparables", SALE), ("income.rents", RENT)):
        made.apply(adding_row(made.case, list_id, row("r1", cells)))
    return made


def row(row_id: str, cells: dict[str, str]) -> Row:
    """A row of a list."""
    return Row(row_id, {name: Value.of(content) for name, content in cells.items()})


def finish(services: Services, actor: Actor, session: WizardSession, step: Step) -> None:
    """Finish a step as the window does."""
    snapshot = session.snapshot()
    session.adopt(finish_step(services, actor, snapshot, step).valuation, snapshot)
    session.mark_journalled(snapshot.seq)


def evidence(services: Services, actor: Actor, session: WizardSession) -> Sequence[MarketRow]:
    """What the market database has of the case."""
    source = frozenset({case_source_id(session.case.id)})
    with services.database.work(actor) as work:
        return [
            row
            for kind in RowKind
            for row in work.market.rows(
                MarketQuery(
                    kind=kind, sources=source, with_twins=True,
                    sort=MarketSort.IMPORTED, descending=False,
                )
            )
        ]  # fmt: skip


def test_a_case_when_finished_then_its_comparables_and_rents_are_evidence(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    finish(services, actor, session, Step.ANALYSIS)
    assert evidence(services, actor, session) == []
    finish(services, actor, session, Step.EXPORT)
    found = evidence(services, actor, session)
    assert [(row.kind, int(row.price or 0)) for row in found] == [
        (RowKind.SALE, 1_900_000), (RowKind.RENT, 5200),
    ]  # fmt: skip
    with services.database.work(actor) as work:
        source = work.market.source(case_source_id(session.case.id))
    assert source is not None
    assert (source.kind, source.valuation_id, source.counts.imported) == (
        SourceKind.CASE, session.case.id, 2,
    )  # fmt: skip


def test_a_case_when_finished_again_then_is_brought_up_to_date_and_not_doubled(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    finish(services, actor, session, Step.EXPORT)
    first = evidence(services, actor, session)
    finish(services, actor, session, Step.EXPORT)
    assert evidence(services, actor, session) == first
    session.apply(setting(session.case, "comparables/r1/price", session.typed("2000000")))
    finish(services, actor, session, Step.EXPORT)
    again = evidence(services, actor, session)
    assert [row.id for row in again] == [row.id for row in first]
    assert int(again[0].price or 0) == 2_000_000


def test_a_row_when_taken_from_the_market_then_is_not_told_a_second_time(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    source = market_rows.source("s1", actor.user_id)
    taken = market_rows.full_row("row-a", "s1")
    with services.database.work(actor) as work:
        work.market.add_source(source)
        work.market.add_rows([taken])
        work.commit()
    at = services.clock.now().isoformat()
    session.apply(taking(session.case, taken, source, by=actor.email, at=at))
    finish(services, actor, session, Step.EXPORT)
    assert len(evidence(services, actor, session)) == 2
    undo_import(services, actor, "s1")
    finish(services, actor, session, Step.EXPORT)
    assert len(evidence(services, actor, session)) == 2


def test_a_sale_when_the_market_tells_it_already_then_the_cases_row_is_linked_to_it(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    with services.database.work(actor) as work:
        work.market.add_source(market_rows.source("s1", actor.user_id))
        known = evidence_row()
        work.market.add_rows([known])
        work.commit()
    finish(services, actor, session, Step.EXPORT)
    sale = evidence(services, actor, session)[0]
    assert sale.twin_of == known.id
    finish(services, actor, session, Step.EXPORT)
    assert evidence(services, actor, session)[0].twin_of == known.id


def evidence_row() -> MarketRow:
    """The case's sale, as another source tells it."""
    plain = market_rows.full_row("row-a", "s1")
    told = {"gush": "6100", "helka": "7", "tat_helka": "2", "share_sold": None}
    return replace(
        plain, **told, price=type(plain.price)(1_905_000),  # type: ignore[arg-type, misc]
        date=plain.date.replace(2025, 3, 1) if plain.date else None,
    )  # fmt: skip


def test_a_case_when_its_evidence_was_undone_then_finishing_brings_it_back(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    finish(services, actor, session, Step.EXPORT)
    undo_import(services, actor, case_source_id(session.case.id))
    assert evidence(services, actor, session) == []
    finish(services, actor, session, Step.EXPORT)
    assert len(evidence(services, actor, session)) == 2
