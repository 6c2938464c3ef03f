"""What a registry's extract tells of a property: owners, mortgages, notes, easements and more."""

from dataclasses import dataclass, field

BY_LAWS = {"מצוי": "statutory", "מוסכם": "agreed", "מתוקן": "amended"}
RANKS = ("ראשונה", "שניה", "שלישית", "רביעית", "חמישית")
KINDS = {"ID": "ת.ז", "COMPANY": "חברה", "PASSPORT": "דרכון"}


@dataclass
class Person:
    """Whoever holds or lends: as the register names them."""

    name: str
    kind: str
    number: str


@dataclass
class Deed:
    """An act's deed, its day (ISO) and its nature."""

    number: str
    day: str
    act: str

    @property
    def printed_day(self) -> str:
        """As the register prints it."""
        year, month, day = self.day.split("-")
        return f"{day}/{month}/{year}"


@dataclass
class Owner:
    """An owner or a lessee; `share` as n/d."""

    who: Person
    deed: Deed
    share: str
    lease: dict[str, str] = field(default_factory=dict)


@dataclass
class Mortgage:
    """`printed` is its amount as the register prints it, `amount` what it means."""

    lender: Person
    deed: Deed
    borrowers: list[Person]
    rank: int
    printed: str
    amount: dict[str, str]
    share: str
    terms: str = ""
    on_whom: str = ""
    second: Person | None = None


@dataclass
class Note:
    """A note of the unit or of the parcel."""

    deed: Deed
    beneficiary: str
    scope: str
    text: str = ""
    terms: str = ""
    on_whom: str = ""


@dataclass
class Easement:
    """An easement of the parcel, in one of both directions."""

    deed: Deed
    direction: str
    text: str
    inside: dict[str, str]
    terms: str
    amendments: str
    block: str
    parcel: str


@dataclass
class Unit:
    """A sub-parcel with what is registered on it."""

    number: int
    cells: dict[str, str]
    additional: list[tuple[str, str]] = field(default_factory=list)
    attachments: list[dict[str, str]] = field(default_factory=list)
    owners: list[Owner] = field(default_factory=list)
    leases: list[Owner] = field(default_factory=list)
    mortgages: list[Mortgage] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass
class Registration:
    """A parcel with one unit (or many), as an extract tells it."""

    form: str
    head: dict[str, str]
    unit: Unit
    units: list[Unit] = field(default_factory=list)
    parcel: dict[str, str] = field(default_factory=dict)
    addresses: list[dict[str, str]] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    easements: list[Easement] = field(default_factory=list)
    hebrew_day: str = 'כ"ג אב   תשפ"ה'
