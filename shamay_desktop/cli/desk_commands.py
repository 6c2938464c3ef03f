"""The desk as commands: `case list`, `duplicate`, and moving cases between desk and trash."""

import argparse
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from shamay_desktop.cli.answers import line_json
from shamay_desktop.cli.context import CommandContext
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.fields import field
from shamay_desktop.domain.records import CaseFilter, Shelf, SortKey, Status, ValuationQuery
from shamay_desktop.usecases.cases.copying import duplicate_case
from shamay_desktop.usecases.cases.listing import list_cases
from shamay_desktop.usecases.cases.shelving import (
    TRASH_DAYS,
    archive,
    delete_for_good,
    take_back,
    throw_away,
    unarchive,
)
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.services import Services

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE = 0
_EVERY = 1_000_000
_Move = Callable[[Services, Actor, str], Changes]
_MOVES: tuple[tuple[str, _Move, Shelf | None, str], ...] = (
    ("archive", archive, Shelf.ARCHIVE, "put a case into the archive"),
    ("unarchive", unarchive, Shelf.DESK, "take a case out of the archive"),
    ("trash", throw_away, Shelf.TRASH, "lay a case into the trash, for 30 days"),
    ("restore", take_back, None, "take a case out of the trash, back to where it lay"),
    ("delete", delete_for_good, None, "delete a case of the trash for good (owner)"),
)


def add_desk_commands(parts: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add the commands of the desk to `case`."""
    _add_list(parts, shared)
    copying = parts.add_parser("duplicate", parents=[shared], help="a copy for a new assignment")
    copying.add_argument("id")
    copying.set_defaults(perform=_duplicate)
    for name, move, shelf, help_words in _MOVES:
        moving = parts.add_parser(name, parents=[shared], help=help_words)
        moving.add_argument("id")
        moving.set_defaults(perform=_move, move=move, shelf=shelf)


def _add_list(parts: "Commands", shared: argparse.ArgumentParser) -> None:
    listing = parts.add_parser("list", parents=[shared], help="all cases, or those that fit")
    listing.add_argument("words", nargs="*")
    listing.add_argument("--shelf", type=Shelf, choices=list(Shelf), default=Shelf.DESK)
    listing.add_argument("--status", type=Status, choices=list(Status), action="append")
    listing.add_argument("--sort", type=SortKey, choices=list(SortKey))
    listing.add_argument("--desc", action="store_true", help="from the last to the first")
    listing.add_argument("--city", default="")
    listing.add_argument("--purpose", action="append", default=[], metavar="CODE")
    listing.add_argument("--kind", action="append", default=[], metavar="CODE")
    listing.add_argument("--since", type=date.fromisoformat, metavar="YYYY-MM-DD")
    listing.add_argument("--until", type=date.fromisoformat, metavar="YYYY-MM-DD")
    listing.add_argument("--value-from", type=_amount, metavar="SHEKELS")
    listing.add_argument("--value-to", type=_amount, metavar="SHEKELS")
    listing.add_argument("--limit", type=_whole, default=_EVERY)
    listing.add_argument("--offset", type=_whole, default=0)
    listing.set_defaults(perform=_list)


def _amount(given: str) -> Decimal:
    try:
        amount = Decimal(given)
    except InvalidOperation:
        raise argparse.ArgumentTypeError(given) from None
    if not amount.is_finite():
        raise argparse.ArgumentTypeError(given)
    return amount


def _whole(given: str) -> int:
    if not (given.isascii() and given.isdigit() and int(given) <= _EVERY):
        raise argparse.ArgumentTypeError(given)
    return int(given)


def _list(context: CommandContext, asked: argparse.Namespace) -> int:
    found = list_cases(context.services, context.actor(), _query(asked))
    context.answer(
        {
            "total": found.total,
            "counts": {status.value: number for status, number in found.counts.items()},
            "cases": [line_json(line) for line in found.lines],
        },
        lambda: (
            [
                f"{line.id}  {line.status.value:<12} {line.parcel:<16} {line.title}"
                for line in found.lines
            ]
            or [context.texts("cli.no_cases")]
        ),
    )
    return _DONE


def _query(asked: argparse.Namespace) -> ValuationQuery:
    """Without `--sort` the latest first, else from the first to the last unless asked."""
    narrowed = CaseFilter(
        city=asked.city,
        purposes=frozenset(asked.purpose),
        kinds=frozenset(asked.kind),
        since=asked.since,
        until=asked.until,
        value_from=asked.value_from,
        value_to=asked.value_to,
    )
    return ValuationQuery(
        " ".join(asked.words),
        frozenset(asked.status or ()),
        asked.limit,
        asked.offset,
        asked.shelf,
        narrowed,
        asked.sort or SortKey.UPDATED,
        descending=asked.desc or asked.sort is None,
    )


def _duplicate(context: CommandContext, asked: argparse.Namespace) -> int:
    copy = duplicate_case(context.services, context.actor(), asked.id)
    valuation, texts = copy.opened.valuation, context.texts
    reference = valuation.case.text("report.reference") or ""
    labels = ", ".join(field(each).label(texts.language) for each in copy.cleared)
    lines = [texts("cli.copied", copy=valuation.id, reference=reference)]
    lines += [texts("cli.cleared", fields=labels)] if labels else []
    context.answer(
        {
            "valuation_id": valuation.id,
            "copied_from": asked.id,
            "reference": reference,
            "cleared": list(copy.cleared),
        },
        lambda: lines,
    )
    return _DONE


def _move(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor = context.services, context.actor()
    asked.move(services, actor, asked.id)
    shelf = asked.shelf or _shelf_of(services, actor, asked.id)
    told = f"cli.moved.{'nowhere' if shelf is None else shelf.value}"
    context.answer(
        {"valuation_id": asked.id, "shelf": None if shelf is None else shelf.value},
        lambda: [context.texts(told, case=asked.id, days=TRASH_DAYS)],
    )
    return _DONE


def _shelf_of(services: Services, actor: Actor, valuation_id: str) -> Shelf | None:
    """Where a case lies now, None when it is no more."""
    with services.database.work(actor) as work:
        valuation = work.valuations.get(valuation_id)
    if valuation is None:
        return None
    return Shelf.DESK if valuation.archived_at is None else Shelf.ARCHIVE
