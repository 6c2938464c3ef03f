"""`indexes`: the price indexes that the office knows, and taking newer points from a file."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.price_index import PriceIndex, month_text
from shamay_desktop.domain.money import plain
from shamay_desktop.usecases.market.indexes import (
    IndexPreview,
    import_indexes,
    indexes_of,
    preview_indexes,
)

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE = 0


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `indexes`."""
    group = commands.add_parser("indexes", parents=[shared], help="price indexes of the office")
    parts = group.add_subparsers(dest="part", required=True, metavar="COMMAND")
    shown = parts.add_parser("show", parents=[shared], help="the indexes and their last points")
    shown.add_argument("code", nargs="?", metavar="CODE", help="one index with all its points")
    shown.set_defaults(perform=_show)
    taken = parts.add_parser("import", parents=[shared], help="take points from a JSON or CSV")
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--code", default="", help="the index's code, for a CSV")
    taken.add_argument("--name", default="", help="the name of an index that is not known yet")
    taken.add_argument("--retrieved", default="", metavar="DATE", help="the day it was fetched")
    taken.set_defaults(perform=_import)


def _show(context: CommandContext, asked: argparse.Namespace) -> int:
    indexes = indexes_of(context.services, context.actor())
    if asked.code:
        index = indexes.get(asked.code)
        if index is None:
            raise Refused("index_unknown", index=asked.code[:20])
        context.answer(_whole(index, context), lambda: _points(index))
        return _DONE
    answer: list[Json] = [_described(index, context) for index in indexes.values()]
    context.answer({"indexes": answer}, lambda: [_line(each, context) for each in indexes.values()])
    return _DONE


def _import(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor = context.services, context.actor()
    previews = preview_indexes(
        services,
        actor,
        asked.file,
        code=asked.code,
        name=asked.name,
        retrieved=_day(asked.retrieved),
    )
    import_indexes(services, actor, previews)
    answer: list[Json] = [_counted(preview) for preview in previews]
    context.answer({"indexes": answer}, lambda: [_told(each, context) for each in previews])
    return _DONE


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as problem:
        raise Refused("not_a_date", field="retrieved", given=text[:20]) from problem


def _counted(preview: IndexPreview) -> Json:
    return {
        "code": preview.index.code,
        "new": [month_text(month) for month in preview.new],
        "revised": [month_text(month) for month in preview.revised],
        "same": preview.same,
        "left_out": preview.left_out,
    }


def _told(preview: IndexPreview, context: CommandContext) -> str:
    texts = context.texts
    return texts(
        "grid.indexes.preview",
        index=preview.index.name(texts.language.value),
        new=len(preview.new),
        revised=len(preview.revised),
        same=preview.same,
        left_out=preview.left_out,
    )


def _described(index: PriceIndex, context: CommandContext) -> Json:
    months, last, day = index.months, index.last, index.retrieved
    return {
        "code": index.code,
        "name": index.name(context.texts.language.value),
        "publisher": index.publisher(context.texts.language.value),
        "source": index.source,
        "first": month_text(months[0]) if months else None,
        "last": month_text(months[-1]) if months else None,
        "value": None if last is None else plain(last.value),
        "base": None if last is None else last.base,
        "retrieved": None if day is None else day.isoformat(),
        "missing": [month_text(month) for month in index.gaps()],
    }


def _whole(index: PriceIndex, context: CommandContext) -> Json:
    points: list[Json] = [
        {
            "month": month_text(month),
            "value": plain(point.value),
            "base": point.base,
            "retrieved": point.retrieved.isoformat(),
            "provisional": point.provisional,
            "earlier": [[plain(value), day.isoformat()] for value, day in point.earlier],
        }
        for month, point in ((month, index.points[month]) for month in index.months)
    ]
    described = _described(index, context)
    return {**(described if isinstance(described, dict) else {}), "points": points}


def _points(index: PriceIndex) -> list[str]:
    return [
        f"{month_text(month)} {plain(index.points[month].value)}"
        f"{'*' if index.points[month].provisional else ''}"
        for month in index.months
    ]


def _line(index: PriceIndex, context: CommandContext) -> str:
    last = index.last
    if last is None:
        return f"{index.code:<8} {index.name(context.texts.language.value)}"
    span = f"{month_text(index.months[0])} – {month_text(index.months[-1])}"
    figures = f"{plain(last.value)} ({last.base})  {last.retrieved.isoformat()}"
    return f"{index.code:<8} {span}  {figures}  {index.name(context.texts.language.value)}"
