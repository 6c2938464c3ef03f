"""How like the subject a row is: a score from 0 to 100 whose parts can be seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Subject:
    """What of the valued property evidence is compared with; None or "" where it is not known.

    `day` is the valuation date; places in metres of Israel TM. `parking` in spaces, `storage` in
    m², 0 where there is none.
    """

    day: date | None = None
    gush: str = ""
    helka: str = ""
    city: str = ""
    neighborhood: str = ""
    street: str = ""
    house_number: str = ""
    area: Decimal | None = None
    area_basis: str = ""
    rooms: Decimal | None = None
    floor_number: int | None = None
    floors: int | None = None
    year_built: int | None = None
    east: Decimal | None = None
    north: Decimal | None = None
    asset_kind: str = ""
    parking: Decimal | None = None
    storage: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score: its weight, how like (0 to 1), and the two facts that were compared.

    `likeness` None: one of the two is not known; the part then counts as `scoring.UNKNOWN` of its
    weight. Of the part "place" `mine` says what was compared ("distance", a code of
    `traits.Near`, "other") and `theirs` the metres or the name that both share.
    """

    name: str
    weight: Decimal
    likeness: Decimal | None
    mine: str = ""
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Similarity:
    """`score` in whole points, 0 to 100, the weighted mean of its parts."""

    score: int
    parts: tuple[Part, ...]

    @property
    def known(self) -> int:
        """Of how much of the weight both facts are known, in whole percent, rounded down.

        A score of which little is known says little: the unknown parts count the same for all.
        """
        whole = sum((part.weight for part in self.parts), Decimal(0))
        told = sum((part.weight for part in self.parts if part.likeness is not None), Decimal(0))
        return int(100 * told / whole) if whole else 0


Weights = Mapping[str, Decimal]
"""Part name -> weight above 0; what is not named does not count. The office may set its own."""
