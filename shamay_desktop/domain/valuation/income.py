"""Income approach: net income capitalised for ever, for a finite lease, or term and reversion."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.money import product, to_places, total
from shamay_desktop.domain.valuation.annuity import countable, discount, years_purchase
from shamay_desktop.domain.valuation.begun_rows import begun, lacking_cells
from shamay_desktop.domain.valuation.cells import number_in, text_in

_SHEKEL = Decimal(1)
_MONTHS = 12
_NOTHING = Decimal(0)
LEASES, COMPONENTS = "income.leases", "income.components"
CAP_RATE, TERM_RATE, VACANCY = "income.cap_rate", "income.term_rate", "income.vacancy"


class IncomeMethod(StrEnum):
    """How the income becomes a value; codes as the field `income.method`."""

    DIRECT = "direct"
    FINITE = "finite"
    TERM_REVERSION = "term_reversion"


_YEARS: Mapping[IncomeMethod, str] = MappingProxyType(
    {
        IncomeMethod.FINITE: "income.remaining_years",
        IncomeMethod.TERM_REVERSION: "income.term_years",
    }
)


@dataclass(frozen=True, slots=True)
class RentComponent:
    """A part of the property: m² and market rent a month per m²; `row_id` of the case."""

    row_id: str
    name: str
    area: Decimal
    rent_per_sqm: Decimal

    @property
    def rent(self) -> Decimal:
        """Shekels a month, exact."""
        return product(self.area, self.rent_per_sqm)


@dataclass(frozen=True, slots=True)
class Capitalised:
    """Rent in shekels a month, `vacancy` and `rate` in percent, `costs` in shekels a year.

    `costs_percent` of the collected income joins the costs. `years` is what remains of a finite
    lease, or of the term; `passing` the rent of the term, `term_rate` its rate. `deductions` in
    shekels are taken off the value. `components` make the rent where it was not stated.
    """

    rent: Decimal
    vacancy: Decimal
    costs: Decimal
    rate: Decimal
    method: IncomeMethod = IncomeMethod.DIRECT
    costs_percent: Decimal = _NOTHING
    years: Decimal | None = None
    passing: Decimal | None = None
    term_rate: Decimal | None = None
    deductions: Decimal = _NOTHING
    components: tuple[RentComponent, ...] = ()

    @property
    def gross(self) -> Decimal:
        """rent × 12, a year, exact."""
        return product(self.rent, Decimal(_MONTHS))

    @property
    def lost(self) -> Fraction:
        """What stands empty, a year."""
        return Fraction(self.gross) * Fraction(self.vacancy) / 100

    @property
    def expenses(self) -> Fraction:
        """The owner's costs, a year: stated ones and a part of what is collected."""
        collected = Fraction(self.gross) - self.lost
        return Fraction(self.costs) + collected * Fraction(self.costs_percent) / 100

    @property
    def exact_net(self) -> Fraction:
        """rent × 12 × (1 − vacancy) − costs, a year."""
        return Fraction(self.gross) - self.lost - self.expenses

    @property
    def net(self) -> Decimal:
        """Net income of a year, to the shekel."""
        return to_places(self.exact_net, _SHEKEL)

    @property
    def term_gross(self) -> Decimal:
        """The rent of the term, a year; 0 without a term."""
        return product(self.passing or _NOTHING, Decimal(_MONTHS))

    @property
    def term_expenses(self) -> Fraction:
        """The owner's costs in the term, a year; a let property has no vacancy."""
        return Fraction(self.costs) + Fraction(self.term_gross) * Fraction(self.costs_percent) / 100

    @property
    def term_net(self) -> Fraction:
        """Net income of a year of the term."""
        return Fraction(self.term_gross) - self.term_expenses

    @property
    def term_factor(self) -> Fraction:
        """Years' purchase of the term."""
        return years_purchase(self.term_rate or self.rate, self.years or _NOTHING)

    @property
    def term_value(self) -> Fraction:
        """What the term is worth; 0 without one."""
        return self.term_net * self.term_factor if self._by_term else Fraction(0)

    @property
    def deferral(self) -> Fraction:
        """What 1 after the term is worth today; 1 without a term."""
        if not self._by_term or self.years is None:
            return Fraction(1)
        return discount(self.rate, self.years)

    @property
    def factor(self) -> Fraction:
        """Years' purchase of the market rent, from the day on which it begins."""
        finite = self.years if self.method is IncomeMethod.FINITE else None
        return years_purchase(self.rate, finite)

    @property
    def reversion_value(self) -> Fraction:
        """What the market rent is worth: net × years' purchase × deferral."""
        return self.exact_net * self.factor * self.deferral

    @property
    def exact_value(self) -> Fraction:
        """Term + market rent − deductions."""
        return self.term_value + self.reversion_value - Fraction(self.deductions)

    @property
    def value(self) -> Decimal:
        """The value to the shekel, from the exact one."""
        return to_places(self.exact_value, _SHEKEL)

    @property
    def _by_term(self) -> bool:
        return self.method is IncomeMethod.TERM_REVERSION


def capitalised(case: Case) -> Capitalised | None:
    """The capitalised income of a case.

    None without a rent, a rate above 0, and what the method asks for: the years that remain, or
    the term's rent and years, within what can be reckoned with (`income_missing`).
    """
    rent, rate = market_rent(case), case.number(CAP_RATE)
    if rent is None or rate is None or income_missing(case):
        return None
    method, stated = _method(case), case.number("income.market_rent")
    return Capitalised(
        rent=rent,
        vacancy=case.number(VACANCY) or _NOTHING,
        costs=case.number("income.costs") or _NOTHING,
        rate=rate,
        method=method,
        costs_percent=case.number("income.costs_percent") or _NOTHING,
        years=_years(case, method),
        passing=passing_rent(case) if method is IncomeMethod.TERM_REVERSION else None,
        term_rate=_above_nothing(case.number(TERM_RATE)),
        deductions=case.number("income.capital_costs") or _NOTHING,
        components=components(case) if stated is None else (),
    )


def income_missing(case: Case) -> tuple[str, ...]:
    """Paths without which there is no value, in the order in which they are entered."""
    return tuple(dict.fromkeys(_lacks(case)))


def income_row_gaps(case: Case) -> tuple[str, ...]:
    """Paths of the cells that begun rows lack: area and rent of components, rent of leases.

    Only where they are summed: the leases in the rent of the term, both where no sum is stated.
    """
    parts: tuple[str, ...] = ()
    if case.number("income.market_rent") is None:
        parts = lacking_cells(case, COMPONENTS, ("area", "rent_per_sqm"))
    by_term = _method(case) is IncomeMethod.TERM_REVERSION
    if by_term and case.number("income.passing_rent") is None:
        parts += lacking_cells(case, LEASES, ("rent",))
    return parts


def _lacks(case: Case) -> Iterator[str]:
    method, rate = _method(case), case.number(CAP_RATE)
    if case.number("income.market_rent") is None and not any(begun(case, COMPONENTS)):
        yield "income.market_rent"
    yield from income_row_gaps(case)
    if rate is None or rate <= 0:
        yield CAP_RATE
    if method is IncomeMethod.DIRECT:
        return
    path = _YEARS[method]
    years = case.number(path)
    rates = (rate or _NOTHING, _above_nothing(case.number(TERM_RATE)) or _NOTHING)
    if years is None or years <= 0 or not all(countable(each, years) for each in rates):
        yield path
    by_term = method is IncomeMethod.TERM_REVERSION
    if by_term and case.number("income.passing_rent") is None and not any(begun(case, LEASES)):
        yield "income.passing_rent"


def components(case: Case) -> tuple[RentComponent, ...]:
    """The parts of the property that have an area and a rent."""
    return tuple(
        RentComponent(row.id, text_in(row, "name"), area, rent)
        for row in case.rows(COMPONENTS)
        if (area := number_in(row, "area")) is not None
        and (rent := number_in(row, "rent_per_sqm")) is not None
    )


def market_rent(case: Case) -> Decimal | None:
    """The market rent a month: as stated, else the sum of the components.

    None without either, or as long as a component that was begun lacks its area or its rent.
    """
    stated = case.number("income.market_rent")
    return components_rent(case) if stated is None else stated


def components_rent(case: Case) -> Decimal | None:
    """What the components bring in a month; None without one, or as long as one is incomplete."""
    parts = components(case)
    if not parts or lacking_cells(case, COMPONENTS, ("area", "rent_per_sqm")):
        return None
    return total(part.rent for part in parts)


def passing_rent(case: Case) -> Decimal | None:
    """The rent of the leases a month: as stated, else their sum once each has one."""
    stated = case.number("income.passing_rent")
    return leases_rent(case) if stated is None else stated


def leases_rent(case: Case) -> Decimal | None:
    """What the leases bring in a month; None without one, or as long as one has no rent."""
    leases = tuple(begun(case, LEASES))
    if not leases or any(number_in(row, "rent") is None for row in leases):
        return None
    return total_rent(leases)


def rent_per_sqm(row: Row) -> Decimal | None:
    """A row's rent a month per m², to the agora; None without a rent and an area above 0."""
    rent, area = number_in(row, "rent"), number_in(row, "area")
    if rent is None or area is None or area <= 0:
        return None
    return to_places(Fraction(rent) / Fraction(area))


def total_rent(rows: Sequence[Row]) -> Decimal:
    """The sum of the rents of rows that have one, a month."""
    return total(rent for row in rows if (rent := number_in(row, "rent")) is not None)


def _method(case: Case) -> IncomeMethod:
    return IncomeMethod(case.text("income.method") or "direct")


def _years(case: Case, method: IncomeMethod) -> Decimal | None:
    path = _YEARS.get(method)
    return None if path is None else case.number(path)


def counts_term_rate(case: Case) -> bool:
    """Whether the term is capitalised at a rate of its own: one above 0, where there is a term."""
    own = _above_nothing(case.number(TERM_RATE)) is not None
    return own and _method(case) is IncomeMethod.TERM_REVERSION


def _above_nothing(number: Decimal | None) -> Decimal | None:
    return number if number is not None and number > 0 else None
