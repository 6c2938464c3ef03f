"""Column types that are exact on both engines: times in UTC, decimals, JSON without floats."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, Numeric, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.types import JSON, TypeDecorator, TypeEngine

from shamay_desktop.domain.case_json import Json


class UtcTime(TypeDecorator[datetime]):
    """An aware time: timestamptz on PostgreSQL, ISO text of one width on SQLite (it sorts)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite, whose own driver would forget the zone."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else self.impl_instance)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> object:
        """Refuse a time without a zone: it would mean something else on each machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return utc_text(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: object, _dialect: Dialect) -> datetime | None:
        """The time in UTC."""
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return value.astimezone(UTC) if isinstance(value, datetime) else None


def utc_text(time: datetime) -> str:
    """ISO text in UTC with microseconds, always of the same width."""
    return time.astimezone(UTC).isoformat(timespec="microseconds")


class ExactDecimal(TypeDecorator[Decimal]):
    """An exact decimal: numeric on PostgreSQL, text on SQLite, where numeric would be a float."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Text())
        return dialect.type_descriptor(Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> object:
        """Refuse what is not an exact, finite decimal."""
        if value is None:
            return None
        if not isinstance(value, Decimal) or not value.is_finite():
            raise TypeError(f"not an exact decimal: {type(value).__name__}")
        plain = value if value else abs(value)  # PostgreSQL knows no negative zero
        return format(plain, "f") if dialect.name == "sqlite" else plain

    def process_result_value(self, value: object, _dialect: Dialect) -> Decimal | None:
        """The decimal as it was written, with its trailing zeros."""
        return None if value is None else Decimal(str(value))


_PLACES = 4
TEN_THOUSANDTHS = 10**_PLACES
"""Quantities that are compared and sorted are whole numbers of these: exact on both engines."""


def scaled(value: Decimal) -> int:
    """Whole ten-thousandths. Raises TypeError, ValueError for what is not exact in them."""
    if not isinstance(value, Decimal) or not value.is_finite():
        raise TypeError(f"not an exact decimal: {type(value).__name__}")
    moved = value.scaleb(_PLACES)
    whole = int(moved)
    if whole != moved:
        raise ValueError(f"more than {_PLACES} decimal places")
    return whole


def unscaled(whole: int) -> Decimal:
    """The decimal of so many ten-thousandths, without trailing zeros behind its point."""
    units, rest = divmod(whole, TEN_THOUSANDTHS)
    return Decimal(whole).scaleb(-_PLACES).normalize() if rest else Decimal(units)


# `None` is SQL's NULL in every JSON column: "nothing stands here" has one spelling.
ExactJson = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class _KeptJson(JSON):
    """JSON that is read again and again: the same text gives the very same object.

    The papers of a case are read after each of them was read, and what follows from an object is
    known as long as it is that object: so a text is decoded once, and nothing is worked out anew.
    Whoever gets the object may not change it. (PostgreSQL's driver decodes by itself.)
    """

    cache_ok = True

    def adapt(self, cls: type[Any], **kw: Any) -> Any:  # noqa: ARG002 — one answer for all
        """The dialect's own JSON is not put in its place."""
        return self

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002 — theirs
        """The decoder of texts."""
        return _kept_or_none


KeptJson = ExactJson.with_variant(_KeptJson(none_as_null=True), "sqlite")


class JsonText(str):
    """JSON that is text already, made by `to_json`: a JSON column takes it as it stands."""

    __slots__ = ()


def to_json(content: object) -> str:
    """JSON text in which every number is whole; a float raises TypeError, wherever it hides."""
    if isinstance(content, JsonText):
        return content
    _refuse_floats(content)
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def canonical_json(content: object) -> str:
    """The same, with sorted keys: the same content is always the same text."""
    _refuse_floats(content)
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def from_json(text: str | bytes) -> Json:
    """What `to_json` wrote; a float raises ValueError."""
    content: Json = json.loads(text, parse_float=_no_float, parse_constant=_no_float)
    return content


KEPT_TEXTS = 128
"""As many as a large case has papers; a text is some ten thousand letters."""

_kept = lru_cache(maxsize=KEPT_TEXTS)(from_json)


def _kept_or_none(text: str | None) -> Json:
    return None if text is None else _kept(text)


def _no_float(text: str) -> object:
    raise ValueError(f"a float in stored JSON: {text[:20]}")


def _refuse_floats(content: object) -> None:
    waiting = [content]
    for piece in waiting:  # grows while it is walked
        if type(piece) is str:
            continue
        if isinstance(piece, dict):
            waiting.extend(piece.values())
        elif isinstance(piece, list | tuple):
            waiting.extend(piece)
        elif isinstance(piece, float):
            raise TypeError("a float in JSON")
