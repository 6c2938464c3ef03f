"""The comparables of a case as the plots see them: the price as paid, and where each belongs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.floors import parse_floors
from shamay_desktop.domain.money import plain, round_to_step
from shamay_desktop.domain.plots.plot import Place, Role
from shamay_desktop.domain.valuation.cells import text_in
from shamay_desktop.domain.valuation.comparison import PricedComparable, outliers_of, priced
from shamay_desktop.domain.valuation.from_case import comparables
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts

SHEKEL = Decimal(1)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One comparable with a price per m²; `number` counts the case's comparables from 1."""

    number: int
    row: Row
    price: PricedComparable
    role: Role
    name: str

    @property
    def step(self) -> Decimal:
        """What its prices per m² are printed to, in shekels."""
        return self.price.comparable.step

    @property
    def day(self) -> date | None:
        """When it was sold."""
        return self.price.comparable.sold_on

    @property
    def floor(self) -> int | None:
        """Its lowest floor; None where a part of what is written is no floor."""
        read = parse_floors(text_in(self.row, "floor"))
        return min(read.numbers) if read.understood and read.numbers else None

    @property
    def place(self) -> Place | None:
        """East and north in metres of Israel TM."""
        east, _, north = text_in(self.row, "itm").partition("/")
        return (Fraction(east), Fraction(north)) if east.isdigit() and north.isdigit() else None


def evidence_of(case: Case, texts: Texts) -> tuple[Evidence, ...]:
    """The comparables that have a price per m², outliers among the included ones marked.

    They are judged by the adjusted price, as in the report, also where a plot shows the price as
    it was paid.
    """
    found = [
        (number, row, price)
        for number, (row, one) in enumerate(
            zip(case.rows("comparables"), comparables(case), strict=True), 1
        )
        if (price := priced(one)) is not None
    ]
    far = outliers_of(price for _, _, price in found)
    names = frozenset() if far is None else frozenset(far.distances)
    return tuple(
        Evidence(number, row, price, _role(row, price, names), _name(number, row, texts))
        for number, row, price in found
    )


def _role(row: Row, price: PricedComparable, far: frozenset[str]) -> Role:
    if not price.comparable.included:
        return Role.LEFT_OUT
    return Role.OUTLIER if row.id in far else Role.EVIDENCE


def _name(number: int, row: Row, texts: Texts) -> str:
    address = text_in(row, "address")
    return isolate(address) if address else texts("plots.comparable", n=number)


def price_words(price: Fraction, texts: Texts, step: Decimal = SHEKEL) -> str:
    """A price per m² to a step: one of a comparable to its own, a middle to the shekel."""
    rounded = plain(round_to_step(price, step))
    return formats.quantity(rounded, "shekel_per_sqm", texts.language)


def adopted_words(price: Decimal, texts: Texts) -> str:
    """The adopted price as it was stated, not rounded."""
    return formats.quantity(plain(price), "shekel_per_sqm", texts.language)
