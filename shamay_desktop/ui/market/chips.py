"""What narrows a search of the market data, in words, each with the query without it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from shamay_desktop.domain.market.query import Around, MarketQuery
from shamay_desktop.domain.market.rows import MarketSource, RowStanding
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.cases.places import Chip
from shamay_desktop.usecases.market.localities import centre_at

PLAIN = MarketQuery()
SPANS = ("area", "rooms", "floor", "year", "price", "per_sqm")
"""Bounds `<name>_from` and `<name>_to`."""

_NAMES = ("words", "city", "neighborhood", "street", "helka")
_KEPT = ("kind", "sort", "descending", "limit", "offset")
"""What stands in its own place, or narrows nothing."""


def is_narrowed(query: MarketQuery) -> bool:
    """Whether anything but the kind narrows a query."""
    return widened(query) != replace(query, limit=PLAIN.limit, offset=0)


def widened(query: MarketQuery) -> MarketQuery:
    """All rows of the kind, in the same order."""
    return MarketQuery(kind=query.kind, sort=query.sort, descending=query.descending)


def chips(
    query: MarketQuery, sources: Mapping[str, MarketSource], texts: Texts
) -> tuple[Chip, ...]:
    """A chip for each thing that narrows."""
    return (
        *_names(query, texts),
        *_places(query, texts),
        *_spans(query, texts),
        *_sets(query, sources, texts),
    )


def _names(query: MarketQuery, texts: Texts) -> Iterator[Chip]:
    for name in _NAMES:
        if words := getattr(query, name):
            yield Chip(name, texts(f"market.chip.{name}", words=words), _without(query, name))


def _places(query: MarketQuery, texts: Texts) -> Iterator[Chip]:
    if query.gush:
        blocks = formats.identifier(", ".join(sorted(query.gush)))
        yield Chip("gush", texts("market.chip.gush", words=blocks), _without(query, "gush"))
    if query.gush_from is not None or query.gush_to is not None:
        span = _span_words(query.gush_from, query.gush_to, texts, plain=True)
        words = texts("market.chip.gush", words=span)
        yield Chip("gush_range", words, _without(query, "gush_from", "gush_to"))
    if query.around is not None:
        words = _around_words(query.around, texts)
        yield Chip("around", words, _without(query, "around"))
    for name in ("since", "until"):
        if (day := getattr(query, name)) is not None:
            words = texts(f"market.chip.{name}", day=formats.date(day))
            yield Chip(name, words, _without(query, name))


def _around_words(around: Around, texts: Texts) -> str:
    metres, town = formats.number(around.radius), centre_at(around.east, around.north)
    if town is None:
        return texts("market.chip.around", metres=metres)
    name = town.name if texts.language.right_to_left else town.name_en
    return texts("market.chip.around_centre", metres=metres, town=name)


def _spans(query: MarketQuery, texts: Texts) -> Iterator[Chip]:
    for name in SPANS:
        low, high = getattr(query, f"{name}_from"), getattr(query, f"{name}_to")
        if low is not None or high is not None:
            span = _span_words(low, high, texts, plain=name == "year")
            words = texts(f"market.chip.{name}", words=span)
            yield Chip(name, words, _without(query, f"{name}_from", f"{name}_to"))


def _sets(query: MarketQuery, sources: Mapping[str, MarketSource], texts: Texts) -> Iterator[Chip]:
    if query.sources:
        names = sorted(sources[each].name if each in sources else "?" for each in query.sources)
        words = texts("market.chip.sources", words=", ".join(names))
        yield Chip("sources", words, _without(query, "sources"))
    if query.evidence:
        kinds = ", ".join(texts(f"market.evidence.{code}") for code in sorted(query.evidence))
        yield Chip("evidence", kinds, _without(query, "evidence"))
    if query.asset_kinds:
        words = texts("market.chip.asset_kinds", words=", ".join(sorted(query.asset_kinds)))
        yield Chip("asset_kinds", words, _without(query, "asset_kinds"))
    if query.standing is RowStanding.QUARANTINED:
        yield Chip("standing", texts("market.chip.quarantined"), _without(query, "standing"))
    if query.with_twins:
        yield Chip("with_twins", texts("market.chip.with_twins"), _without(query, "with_twins"))


def _span_words(
    low: Decimal | int | None, high: Decimal | int | None, texts: Texts, *, plain: bool
) -> str:
    def told(bound: Decimal | int) -> str:
        return str(bound) if plain else formats.number(bound)

    if low is not None and high is not None:
        return told(low) if low == high else formats.between(told(low), told(high))
    if low is not None:
        return texts("market.span_from", low=told(low))
    return texts("market.span_to", high=told(high or 0))


def _without(query: MarketQuery, *names: str) -> MarketQuery:
    return replace(query, **{name: getattr(PLAIN, name) for name in names})
