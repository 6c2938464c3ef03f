"""Undoing an import takes all of it back; its line and the decisions stay."""

from dataclasses import replace

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.market.query import MarketQuery
from shamay_desktop.usecases.market.accounting import account
from shamay_desktop.usecases.market.importing import import_table
from shamay_desktop.usecases.market.previewing import preview
from shamay_desktop.usecases.market.undoing import undo_import
from shamay_desktop.usecases.services import Services
from tests.usecases.market.conftest import Give
from tests.usecases.market.table_files import TOLD

ALL = MarketQuery(with_twins=True)


def test_an_import_when_undone_then_its_rows_are_gone_and_its_line_says_who(
    desk: Services, actor: Actor, give: Give
) -> None:
    done = import_table(desk, actor, preview(desk, actor, give("tax_authority.xls")))
    assert undo_import(desk, actor, done.source.id).market
    with desk.database.work(actor) as work:
        (source,) = work.market.sources()
        assert work.market.count(ALL) == 0
        actions = [line.action for line in work.trail.lines(source.id)]
    assert (source.undone_by, source.counts) == (actor.user_id, done.source.counts)
    assert {"market_imported", "market_import_undone"} <= set(actions)
    assert account(desk, actor, source.id) == ()


def test_a_twin_when_the_row_that_it_was_linked_to_is_undone_then_stands_for_itself(
    desk: Services, actor: Actor, give: Give
) -> None:
    first = import_table(desk, actor, preview(desk, actor, give("tax_authority.xls")))
    second = import_table(desk, actor, preview(desk, actor, give("new_nadlan.json")))
    assert second.source.counts.duplicates > 0
    undo_import(desk, actor, first.source.id)
    with desk.database.work(actor) as work:
        stands = work.market.count(MarketQuery())
    # What the second source tells twice itself is told once of it.
    told_twice = sum(row.trouble == "repeated" for row in TOLD)
    assert stands == second.source.counts.duplicates - told_twice


def test_an_import_when_unknown_or_anothers_then_is_refused(
    desk: Services, actor: Actor, give: Give
) -> None:
    done = import_table(desk, actor, preview(desk, actor, give("office.csv")))
    with pytest.raises(Refused, match="source_unknown"):
        undo_import(desk, actor, "nobody")
    other = replace(actor, role=Role.APPRAISER, user_id="somebody-else")
    with pytest.raises(NotAllowed):
        undo_import(desk, other, done.source.id)
