"""`comparables search | stats`: the market database; files in and out: `market_file_commands`."""

import argparse
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.cli.market_file_commands import add_file_commands
from shamay_desktop.cli.ratio_answers import ratios_json, ratios_line
from shamay_desktop.cli.words import words_of
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.query import Around, MarketQuery, MarketSort
from shamay_desktop.domain.market.relative import months_before
from shamay_desktop.domain.market.row_json import row_json
from shamay_desktop.domain.market.rows import MarketRow, RowKind
from shamay_desktop.domain.market.similarity import Similarity, Subject
from shamay_desktop.domain.money import AGORA, plain, to_places
from shamay_desktop.usecases.market.looking import Import, imports_of
from shamay_desktop.usecases.market.ratios import ratios_of_case, ratios_of_market
from shamay_desktop.usecases.market.searching import Found, Hit, Like, like, search

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE = 0
_MOST = 1000
EVIDENCE = ("deal", "asking_price", "valuation")
_SORTS = [sort for sort in MarketSort if sort is not MarketSort.LIKENESS]


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `comparables` and its commands."""
    group = commands.add_parser("comparables", parents=[shared], help="the market database")
    parts = group.add_subparsers(dest="part", required=True, metavar="COMMAND")
    _add_search(parts, shared)
    stats = parts.add_parser(
        "stats", parents=[shared], help="how many rows of each source, and ratio statistics"
    )
    _add_bounds(stats)
    stats.add_argument("--case", metavar="ID", help="ratios of a case's comparables as well")
    stats.set_defaults(
        perform=_stats, area_percent=None, rents=False, sort=None, desc=False, limit=0, offset=0
    )
    add_file_commands(parts, shared)


def _add_search(parts: "Commands", shared: argparse.ArgumentParser) -> None:
    asked = parts.add_parser("search", parents=[shared], help="rows that fit, the likest first")
    asked.add_argument("--like", metavar="ID", help="a case, or a row of the market database")
    _add_bounds(asked)
    asked.add_argument(
        "--area-percent", type=_percent, metavar="N", help="of the subject's area, at most so far"
    )
    asked.add_argument("--rents", action="store_true", help="rents instead of sales")
    asked.add_argument("--sort", type=MarketSort, choices=_SORTS)
    asked.add_argument("--desc", action="store_true", help="from the last to the first")
    asked.add_argument("--limit", type=_whole, default=20)
    asked.add_argument("--offset", type=_whole, default=0)
    asked.set_defaults(perform=_search)


def _add_bounds(asked: argparse.ArgumentParser) -> None:
    """What rows must fulfil; nothing given, all do."""
    asked.add_argument("words", nargs="*")
    asked.add_argument("--gush", type=_blocks, default=frozenset(), metavar="6109,6110")
    asked.add_argument("--gush-range", type=_whole_span, default=(None, None), metavar="6100-6120")
    asked.add_argument("--helka", default="")
    asked.add_argument("--city", default="")
    asked.add_argument("--neighborhood", default="")
    asked.add_argument("--street", default="")
    asked.add_argument("--months", type=_whole, metavar="N", help="sold in the last N months")
    asked.add_argument("--area", type=_span, default=(None, None), metavar="100-150")
    asked.add_argument("--rooms", type=_span, default=(None, None), metavar="4-5")
    asked.add_argument("--floor", type=_whole_span, default=(None, None), metavar="1-4")
    asked.add_argument("--year", type=_whole_span, default=(None, None), metavar="1990-2010")
    asked.add_argument("--price", type=_span, default=(None, None), metavar="SHEKELS-SHEKELS")
    asked.add_argument("--per-sqm", type=_span, default=(None, None), metavar="SHEKELS-SHEKELS")
    asked.add_argument("--evidence", action="append", choices=EVIDENCE, default=[])
    asked.add_argument("--asset-kind", action="append", default=[], metavar="KIND")
    asked.add_argument("--source", action="append", default=[], metavar="ID", help="of one import")
    asked.add_argument("--radius", type=_whole, metavar="METRES")
    asked.add_argument("--at", type=_place, metavar="E,N", help="metres of Israel TM")


def _search(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor = context.services, context.actor()
    subject = None if asked.like is None else like(services, actor, asked.like)
    query = _query(asked, subject, services.clock.today())
    found = search(
        services,
        actor,
        query,
        subject=None if subject is None else subject.subject,
        valuation_id=None if subject is None else subject.valuation_id,
    )
    if found.unrecorded is not None:
        reason = "; ".join(words_of(found.unrecorded, context.texts))
        context.say(context.texts("market.search_unrecorded", reason=reason))
    context.answer(_answer(found), lambda: _lines(context, found))
    return _DONE


def _query(asked: argparse.Namespace, told: Like | None, today: date) -> MarketQuery:
    """Months count back from the subject's day, else from today."""
    subject = Subject() if told is None else told.subject
    day = subject.day or today
    likely = MarketSort.DATE if told is None else MarketSort.LIKENESS
    area_from, area_to = _area(asked, subject)
    return MarketQuery(
        words=" ".join(asked.words),
        kind=RowKind.RENT if asked.rents else RowKind.SALE,
        around=_around(asked, subject),
        city=asked.city,
        neighborhood=asked.neighborhood,
        evidence=frozenset(asked.evidence),
        asset_kinds=frozenset(asked.asset_kind),
        sources=frozenset(asked.source),
        street=asked.street,
        gush=asked.gush,
        gush_from=asked.gush_range[0],
        gush_to=asked.gush_range[1],
        helka=asked.helka,
        since=None if asked.months is None else months_before(day, asked.months),
        until=None if asked.months is None else day,
        area_from=area_from,
        area_to=area_to,
        rooms_from=asked.rooms[0],
        rooms_to=asked.rooms[1],
        floor_from=asked.floor[0],
        floor_to=asked.floor[1],
        year_from=asked.year[0],
        year_to=asked.year[1],
        price_from=asked.price[0],
        price_to=asked.price[1],
        per_sqm_from=asked.per_sqm[0],
        per_sqm_to=asked.per_sqm[1],
        sort=asked.sort or likely,
        descending=asked.desc or asked.sort is None,
        limit=min(asked.limit, _MOST),
        offset=asked.offset,
    )


def _area(asked: argparse.Namespace, subject: Subject) -> tuple[Decimal | None, Decimal | None]:
    """Raises Refused(`area_missing`) for a part of an area that is not known."""
    if asked.area_percent is None:
        return asked.area[0], asked.area[1]
    if not subject.area:
        raise Refused("area_missing")
    away = subject.area * asked.area_percent / 100
    return max(Decimal(0), subject.area - away), subject.area + away


def _around(asked: argparse.Namespace, subject: Subject) -> Around | None:
    """Raises Refused(`place_missing`) for a radius about nothing, and for a place without one."""
    if asked.radius is None and asked.at is None:
        return None
    east, north = asked.at or (subject.east, subject.north)
    if asked.radius is None or east is None or north is None:
        raise Refused("place_missing")
    return Around(east, north, asked.radius)


def _answer(found: Found) -> dict[str, Json]:
    return {
        "total": found.total,
        "counted_all": found.counted_all,
        "unrecorded": None if found.unrecorded is None else found.unrecorded.code,
        "run_id": None if found.run is None else found.run.id,
        "rows": [hit_json(hit) for hit in found.hits],
    }


def hit_json(hit: Hit) -> dict[str, Json]:
    """A row with its price per m² in whole agorot and, next to a subject, its score and parts."""
    told = row_json(hit.row)
    told["price_per_sqm"] = _per_sqm(hit.row)
    if hit.similarity is not None:
        told |= similarity_json(hit.similarity)
    return told


def similarity_json(similarity: Similarity) -> dict[str, Json]:
    """The score, how much of its weight was known, and its parts: exact strings; a likeness of
    null was not known."""
    return {
        "score": similarity.score,
        "known_percent": similarity.known,
        "parts": [
            {
                "name": part.name,
                "weight": plain(part.weight),
                "likeness": None if part.likeness is None else plain(part.likeness),
                "mine": part.mine,
                "theirs": part.theirs,
            }
            for part in similarity.parts
        ],
    }


def _per_sqm(row: MarketRow) -> str | None:
    price = row.price_per_sqm
    return None if price is None else plain(to_places(price, AGORA), 2)


def _lines(context: CommandContext, found: Found) -> list[str]:
    return [_line(hit) for hit in found.hits] or [context.texts("cli.no_comparables")]


def _line(hit: Hit) -> str:
    row = hit.row
    parts = (
        "" if hit.similarity is None else f"{hit.similarity.score:>3}",
        "----------" if row.date is None else row.date.isoformat(),
        "/".join(part for part in (row.gush, row.helka, row.tat_helka) if part),
        "" if row.area is None else plain(row.area),
        "" if row.price is None else f"{plain(row.price)} ₪",
        _per_sqm(row) or "",
        row.address or " ".join(part for part in (row.street, row.house_number, row.city) if part),
    )
    return "  ".join(part for part in parts if part)


def _stats(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor, texts = context.services, context.actor(), context.texts
    known = imports_of(services, actor)
    query = _query(asked, None, services.clock.today())
    ratios = {"official": ratios_of_market(services, actor, query)}
    if asked.case is not None:
        of_case = ratios_of_case(services, actor, asked.case)
        ratios |= {"case_official": of_case.official, "case_adopted": of_case.adopted}
    rows = sum(each.now.rows for each in known)
    told: dict[str, Json] = {name: ratios_json(each) for name, each in ratios.items()}
    context.answer(
        {"rows": rows, "sources": [_source_json(each) for each in known], "ratios": told},
        lambda: [
            *(
                [f"{each.now.rows:>8}  {each.source.name}  {each.source.format}" for each in known]
                or [texts("cli.no_comparables")]
            ),
            *(ratios_line(name, each, texts) for name, each in ratios.items()),
        ],
    )
    return _DONE


def _source_json(told: Import) -> dict[str, Json]:
    source, now = told.source, told.now
    return {
        "import_id": source.id,
        "name": source.name,
        "kind": source.kind.value,
        "format": source.format,
        "imported_at": source.imported_at.isoformat(),
        "imported_by": told.by,
        "undone_at": None if source.undone_at is None else source.undone_at.isoformat(),
        "rows": now.rows,
        "imported": now.imported,
        "duplicates": now.duplicates,
        "quarantined": now.quarantined,
    }


def _blocks(given: str) -> frozenset[str]:
    blocks = frozenset(part.strip() for part in given.split(",") if part.strip())
    if not blocks or not all(block.isascii() and block.isdigit() for block in blocks):
        raise argparse.ArgumentTypeError(given)
    return blocks


def _span(given: str) -> tuple[Decimal | None, Decimal | None]:
    """ "100-150", "100-", "-150" or "100": both ends, one, or the same twice; "-1..4" below 0."""
    least, dash, most = given.partition(".." if ".." in given else "-")
    if not dash:
        most = least
    if not least.strip() and not most.strip():
        raise argparse.ArgumentTypeError(given)
    return _amount(least), _amount(most)


def _percent(given: str) -> Decimal:
    percent = _amount(given)
    if percent is None or not 0 < percent <= _MOST_PERCENT:
        raise argparse.ArgumentTypeError(given)
    return percent


_MOST_PERCENT = 1000


def _amount(given: str) -> Decimal | None:
    if not given.strip():
        return None
    try:
        amount = Decimal(given.strip())
    except InvalidOperation:
        raise argparse.ArgumentTypeError(given) from None
    if not amount.is_finite() or abs(amount) >= _LARGEST:
        raise argparse.ArgumentTypeError(given)
    return amount


_LARGEST = Decimal(10) ** 12


def _whole_span(given: str) -> tuple[int | None, int | None]:
    least, most = _span(given)
    if any(end is not None and (end != int(end) or end >= 10**9) for end in (least, most)):
        raise argparse.ArgumentTypeError(given)
    return None if least is None else int(least), None if most is None else int(most)


def _whole(given: str) -> int:
    if not (given.isascii() and given.isdigit() and int(given) <= 10**6):
        raise argparse.ArgumentTypeError(given)
    return int(given)


def _place(given: str) -> tuple[Decimal, Decimal]:
    east, comma, north = given.partition(",")
    x, y = _amount(east), _amount(north)
    if not comma or x is None or y is None:
        raise argparse.ArgumentTypeError(given)
    return x, y
