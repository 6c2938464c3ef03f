"""How like the subject a row is: parts that fall off evenly, weighed by the office's weights.

Everything is counted in whole thousandths, so that the order of rows is the same everywhere.
A part falls to nothing at: 2 km, ±50 % of the area, 5 years between the dates, 4 rooms, 10 floors,
40 years of building. A place without a distance is as like as the nearest thing that both share.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import partial
from math import isqrt, lcm
from types import MappingProxyType

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.domain.market.similarity import Part, Similarity, Subject, Weights
from shamay_desktop.domain.market.traits import (
    METRES_A_POINT,
    UNIT,
    UNKNOWN_LOSS,
    Fall,
    Near,
    Reach,
    Span,
    Traits,
    traits_of,
    traits_of_subject,
)

DEFAULT: Weights = MappingProxyType(
    {
        "place": Decimal(30),
        "area": Decimal(20),
        "date": Decimal(20),
        "rooms": Decimal(10),
        "year_built": Decimal(10),
        "floor": Decimal(5),
        "asset_kind": Decimal(5),
    }
)
WEIGHTS_KEY = "similarity"
"""Where an office keeps its own weights in `Office.practice`."""

UNKNOWN = Decimal(1000 - UNKNOWN_LOSS) / 1000
"""How like a part counts when one of the two facts is not known."""

_FULL = 1000
_UNKNOWN = int(UNKNOWN * _FULL)
_DAYS = 1826
_ROOMS_A_POINT = 4 * UNIT // _FULL
_FLOOR, _YEAR = _FULL // 10, _FULL // 40
NEARNESS: Mapping[Near, int] = MappingProxyType(
    {
        Near.PARCEL: 950,
        Near.HOUSE: 950,
        Near.STREET: 800,
        Near.BLOCK: 700,
        Near.NEIGHBORHOOD: 500,
        Near.CITY: 250,
    }
)


def similarity(subject: Subject, row: MarketRow, weights: Weights = DEFAULT) -> Similarity:
    """How like the subject the row is.

    Of the part `place` `mine` says what was compared ("distance", a code of `Near`, "other") and
    `theirs` the metres or the name that both share; of the others both are the facts themselves.
    """
    return Scorer(subject, weights).similarity(row)


class Scorer:
    """Scores rows against one subject. Weights of unknown parts and below 0 do not count."""

    def __init__(self, subject: Subject, weights: Weights = DEFAULT) -> None:
        known = {name: weights[name] for name in DEFAULT if weights.get(name, Decimal(0)) > 0}
        if not known:
            known = dict(DEFAULT)
        self._weights = known
        self._mine = traits_of_subject(subject)
        self._subject = subject
        scale = lcm(*(Fraction(weight).denominator for weight in known.values()))
        self._whole = {name: int(Fraction(weight) * scale) for name, weight in known.items()}
        self.most = _FULL * sum(self._whole.values())
        self._compared = [(weight, _LIKENESS[name]) for name, weight in self._whole.items()]

    def loss(self, row: Traits) -> int:
        """What a row lacks of being the subject: 0 for the same, `most` at most."""
        mine, lost = self._mine, 0
        for weight, likeness in self._compared:
            like = likeness(mine, row)
            lost += weight * (_FULL - (_UNKNOWN if like is None else like))
        return lost

    def similarity(self, row: MarketRow) -> Similarity:
        """The score of a row and its parts, in the order of the weights."""
        theirs = traits_of(row)
        shown = facts(self._subject, self._mine, row, theirs)
        parts = tuple(
            Part(name, weight, _part(_LIKENESS[name](self._mine, theirs)), *shown[name])
            for name, weight in self._weights.items()
        )
        kept = self.most - self.loss(theirs)
        return Similarity((200 * kept + self.most) // (2 * self.most), parts)

    def reaches(self, loss: int, kinds: Collection[str] | None = None) -> tuple[Reach, ...]:
        """Where all rows lie that lose no more than this; they hold others too.

        `kinds`: only those that tell a place so (`Reach.kind`).
        """
        weight = self._whole.get("place", 0)
        if not weight:
            return tuple(self._reach(loss)) if kinds is None or "anywhere" in kinds else ()
        made: dict[str, Callable[[], Iterator[Reach]]] = {
            "distance": lambda: self._disc(loss, weight),
            **{near: partial(self._near, loss, weight, near) for near in NEARNESS},
            "untold": lambda: self._reach(loss - weight * (_FULL - _UNKNOWN), untold=True),
            "anywhere": lambda: self._reach(loss - weight * _FULL),
        }
        wanted = made if kinds is None else [kind for kind in made if kind in kinds]
        return tuple(reach for kind in wanted for reach in made[kind]())

    def _near(self, loss: int, weight: int, near: Near) -> Iterator[Reach]:
        return self._reach(loss - weight * (_FULL - NEARNESS[near]), near=near)

    def _disc(self, loss: int, weight: int) -> Iterator[Reach]:
        """About the subject, as far as the place alone may lose so much."""
        if self._mine.east is not None:
            points = min(_FULL - 1, loss // weight)
            yield from self._reach(loss, distance=METRES_A_POINT * UNIT * (points + 1) - 1)

    def _reach(
        self,
        loss: int,
        *,
        distance: int | None = None,
        near: Near | None = None,
        untold: bool = False,
    ) -> Iterator[Reach]:
        """The reach in which the other parts lose no more than this; none below nothing."""
        mine = self._mine
        known = {
            name: weight
            for name, weight in self._whole.items()
            if name != "place" and _trait(mine, name)
        }
        sure = sum(self._whole.values()) - sum(known.values()) - self._whole.get("place", 0)
        left = loss - sure * (_FULL - _UNKNOWN)
        if left < 0:
            return
        falls = [_fall(mine, name, weight) for name, weight in known.items() if name in _EVENLY]
        spans = [span for fall in falls for span in _span(fall, left)]
        place = 0 if distance is None else self._whole["place"]
        yield Reach(mine, tuple(spans), tuple(falls), left, place, distance, near, untold)


def _fall(mine: Traits, name: str, weight: int) -> Fall:
    trait = _TRAIT.get(name, name)
    middle = getattr(mine, trait)
    points, each = _EVENLY[name]
    return Fall(trait, middle, points, each or middle, weight)


def _span(fall: Fall, left: int) -> Iterator[tuple[str, Span]]:
    """How far a trait may be away to lose at most so much; nothing where it may lose all."""
    points = left // fall.weight
    if points < _FULL:
        away = (fall.each * (points + 1) - 1) // fall.points
        unknown = points >= UNKNOWN_LOSS
        yield fall.trait, Span(fall.mine - away, fall.mine + away, unknown)


_TRAIT = {"date": "day", "floor": "floor_number"}


def _trait(mine: Traits, name: str) -> bool:
    """Whether the subject's trait is known, so that rows can be compared by it."""
    trait = getattr(mine, _TRAIT.get(name, name))
    if name == "area":
        return (trait or 0) > 0
    return bool(trait) if name == "asset_kind" else trait is not None


_EVENLY: Mapping[str, tuple[int, int]] = {
    "area": (2 * _FULL, 0),
    "date": (_FULL, _DAYS),
    "rooms": (1, _ROOMS_A_POINT),
    "floor": (_FLOOR, 1),
    "year_built": (_YEAR, 1),
}
"""Part -> thousandths that are lost, and for what distance; for an area for itself."""
_LIKENESS: Mapping[str, Callable[[Traits, Traits], int | None]] = MappingProxyType(
    {
        "place": lambda mine, theirs: _place(mine, theirs)[1],
        "area": lambda mine, theirs: _area(mine.area, theirs.area),
        "date": lambda mine, theirs: _even("date", mine.day, theirs.day),
        "rooms": lambda mine, theirs: _even("rooms", mine.rooms, theirs.rooms),
        "floor": lambda mine, theirs: _even("floor", mine.floor_number, theirs.floor_number),
        "year_built": lambda mine, theirs: _even("year_built", mine.year_built, theirs.year_built),
        "asset_kind": lambda mine, theirs: _kind(mine.asset_kind, theirs.asset_kind),
    }
)
"""Part -> thousandths of likeness; None where one of the two is not known."""


def _even(name: str, mine: int | None, theirs: int | None) -> int | None:
    if mine is None or theirs is None:
        return None
    points, each = _EVENLY[name]
    return max(0, _FULL - abs(mine - theirs) * points // each)


def _area(mine: int | None, theirs: int | None) -> int | None:
    if not mine or mine < 0 or not theirs or theirs < 0:
        return None
    return max(0, _FULL - 2 * _FULL * abs(mine - theirs) // mine)


def _kind(mine: str, theirs: str) -> int | None:
    if not mine or not theirs:
        return None
    if mine == theirs:
        return _FULL
    return _FULL // 2 if set(mine.split()) & set(theirs.split()) else 0


def _place(mine: Traits, theirs: Traits) -> tuple[str, int | None]:
    """What of the places was compared, and how like they are."""
    away = distance(mine, theirs)
    if away is not None:
        return DISTANCE, max(0, _FULL - away // (METRES_A_POINT * UNIT))
    shared = _shared(mine, theirs)
    if shared is None:
        return "", None
    best = max(shared, key=NEARNESS.__getitem__, default=None)
    return (OTHER, 0) if best is None else (best.value, NEARNESS[best])


DISTANCE, OTHER = "distance", "other"


def distance(mine: Traits, theirs: Traits) -> int | None:
    """Ten-thousandths of metres between two places, rounded down; None unless both are known."""
    if mine.east is None or mine.north is None or theirs.east is None or theirs.north is None:
        return None
    return isqrt((mine.east - theirs.east) ** 2 + (mine.north - theirs.north) ** 2)


def _shared(mine: Traits, theirs: Traits) -> list[Near] | None:
    """What both places have in common; None where nothing can be compared.

    A street's or quarter's name says something only in a town that is known.
    """
    blocks = mine.block is not None and theirs.block is not None
    towns = bool(mine.city and theirs.city)
    if not blocks and not towns:
        return None
    shared: list[Near] = []
    if blocks and mine.block == theirs.block:
        same = bool(mine.helka) and mine.helka == theirs.helka
        shared.append(Near.PARCEL if same else Near.BLOCK)
    if towns and mine.city == theirs.city:
        shared.append(Near.CITY)
        if mine.neighborhood and mine.neighborhood == theirs.neighborhood:
            shared.append(Near.NEIGHBORHOOD)
        if mine.street and mine.street == theirs.street:
            same = bool(mine.house_number) and mine.house_number == theirs.house_number
            shared.append(Near.HOUSE if same else Near.STREET)
    return shared


def facts(
    subject: Subject, mine: Traits, row: MarketRow, theirs: Traits
) -> dict[str, tuple[str, str]]:
    """Part -> the two facts that were compared, canonical; "" where one is not known."""
    compared, _ = _place(mine, theirs)
    return {
        "place": (compared, _place_fact(compared, mine, row, theirs)),
        "area": (_text(subject.area), _text(row.area)),
        "date": (_text(subject.day), _text(row.date)),
        "rooms": (_text(subject.rooms), _text(row.rooms)),
        "floor": (_text(subject.floor_number), _text(row.floor_number)),
        "year_built": (_text(subject.year_built), _text(row.year_built)),
        "asset_kind": (subject.asset_kind, row.asset_kind),
    }


def _place_fact(compared: str, mine: Traits, row: MarketRow, theirs: Traits) -> str:
    if compared == DISTANCE:
        return str((distance(mine, theirs) or 0) // UNIT)
    named = {
        Near.PARCEL: f"{row.gush}/{row.helka}",
        Near.HOUSE: f"{row.street} {row.house_number}",
        Near.STREET: row.street,
        Near.BLOCK: row.gush,
        Near.NEIGHBORHOOD: row.neighborhood,
    }
    return next((name for near, name in named.items() if near == compared), row.city)


def _text(fact: object) -> str:
    return "" if fact is None else str(fact)


def _part(like: int | None) -> Decimal | None:
    return None if like is None else Decimal(like) / _FULL


def weights_json(weights: Weights) -> dict[str, Json]:
    """The weights for `Office.practice`: exact strings by part."""
    return {name: str(weights[name]) for name in DEFAULT if name in weights}


def weights_of(kept: Json | None) -> Weights:
    """The office's weights; the shipped ones where it set none, or none that count."""
    if not isinstance(kept, dict):
        return DEFAULT
    known: dict[str, Decimal] = {}
    for name in DEFAULT:
        text = kept.get(name)
        try:
            weight = Decimal(text) if isinstance(text, str) else Decimal(0)
        except InvalidOperation:
            continue
        if weight.is_finite() and 0 < weight <= _HEAVIEST:
            known[name] = round(weight, 4)
    return MappingProxyType(known) if known else DEFAULT


_HEAVIEST = 1000
