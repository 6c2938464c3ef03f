"""Frozen values as JSON and back: what is asked of the limited process, and its fingerprint."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import TypeVar, Union, cast, get_args, get_origin, get_type_hints

Made = TypeVar("Made")


def plain(thing: object) -> object:
    """A tree of frozen dataclasses, tuples, decimals, codes and plain values as JSON."""
    if is_dataclass(thing) and not isinstance(thing, type):
        return {each.name: plain(getattr(thing, each.name)) for each in fields(thing)}
    if isinstance(thing, Enum):
        return thing.value
    if isinstance(thing, Decimal):
        return str(thing)
    if isinstance(thing, tuple):
        return [plain(each) for each in thing]
    return thing


def made(kind: type[Made], raw: object) -> Made:
    """What `plain` was made of. Raises TypeError, ValueError, KeyError of what it did not make."""
    return cast(Made, _made(kind, raw))


def fingerprint(thing: object) -> str:
    """SHA-256 in hex of everything that it says."""
    text = json.dumps(plain(thing), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _made(kind: object, raw: object) -> object:
    if get_origin(kind) in (Union, UnionType):
        return _one_of(get_args(kind), raw)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), raw)
    if not isinstance(kind, type):
        raise TypeError(f"no plain value of {kind}")
    if is_dataclass(kind):
        return _held(kind, raw)
    if issubclass(kind, float) and isinstance(raw, int):
        return float(raw)
    return kind(cast(str, raw)) if issubclass(kind, Enum | Decimal) else raw


def _held(kind: type, raw: object) -> object:
    if not isinstance(raw, Mapping):
        raise TypeError(f"no {kind.__name__}")
    return kind(**{name: _made(of, raw[name]) for name, of in _hints(kind).items()})


def _tuple(of: tuple[object, ...], raw: object) -> tuple[object, ...]:
    if not isinstance(raw, list | tuple):
        raise TypeError("no list")
    if len(of) == 2 and of[1] is Ellipsis:
        return tuple(_made(of[0], each) for each in raw)
    return tuple(_made(one, each) for one, each in zip(of, raw, strict=True))


def _one_of(kinds: tuple[object, ...], raw: object) -> object:
    """None, or the only other kind."""
    if raw is None:
        return None
    return _made(next(kind for kind in kinds if kind is not type(None)), raw)


@cache
def _hints(kind: type) -> dict[str, object]:
    return get_type_hints(kind)
