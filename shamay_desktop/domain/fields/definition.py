"""What a field is: its id, labels, kind, step, need, range, privacy and place in the report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


class Step(StrEnum):
    """The five steps of a valuation, in order."""

    INITIAL_DATA = "initial_data"
    DOCUMENTS = "documents"
    VALIDATION = "validation"
    ANALYSIS = "analysis"
    EXPORT = "export"

    @property
    def number(self) -> int:
        """1 to 5."""
        return list(Step).index(self) + 1


class Kind(StrEnum):
    """What a field's content is, and with it how it is parsed, shown and edited.

    Canonical contents (`Content` in `case`): TEXT, LONG_TEXT, IDENTIFIER: str · INTEGER,
    DECIMAL: str of an exact number · DATE: ISO str (its beginning too where a field is `in_part`) ·
    CHOICE: a code · CHOICES: tuple of codes in the registry's order · FLAG: bool · FRACTION:
    "n/d" · RECORD: cells by name · LIST: rows with ids.
    """

    TEXT = "text"
    LONG_TEXT = "long_text"
    IDENTIFIER = "identifier"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    FLAG = "flag"
    FRACTION = "fraction"
    RECORD = "record"
    LIST = "list"


class Unit(StrEnum):
    """The unit of a number."""

    SQM = "sqm"
    SHEKEL = "shekel"
    SHEKEL_PER_SQM = "shekel_per_sqm"
    SHEKEL_PER_MONTH = "shekel_per_month"
    METRE = "metre"
    PERCENT = "percent"


class Need(StrEnum):
    """Whether a report can be signed without the field."""

    MANDATORY = "M"
    CONDITIONAL = "C"
    OPTIONAL = "O"


class Paper(StrEnum):
    """The kind of paper that a field is read from; values as the documents' kinds."""

    TABU = "TABU"
    CONDO = "CONDO"
    PERMIT = "PERMIT"
    PLANNING_INFO = "PLANNING_INFO"
    GARMUSHKA = "GARMUSHKA"
    PROPERTY_IMAGE = "PROPERTY_IMAGE"


@dataclass(frozen=True, slots=True)
class Choice:
    """One code of an enumeration with its labels; a case folder may give either."""

    code: str
    he: str
    en: str

    def label(self, language: str) -> str:
        """The label in "he" or "en"."""
        return self.he if language == "he" else self.en


def label_of(choices: Iterable[Choice], code: str, language: str) -> str:
    """A code in "he" or "en"; one that is not known (any more) as it stands."""
    return next((each.label(language) for each in choices if each.code == code), code)


@dataclass(frozen=True, slots=True)
class Range:
    """Plausible bounds in the field's unit, inclusive; outside is a warning unless `blocks`."""

    low: Decimal | None = None
    high: Decimal | None = None
    blocks: bool = False

    def holds(self, number: Decimal) -> bool:
        """Whether the number is inside."""
        return (self.low is None or number >= self.low) and (
            self.high is None or number <= self.high
        )


class Asked(Protocol):
    """What a condition may ask of a case: the content of another field, None when unset."""

    def content(self, path: str) -> object: ...


class Condition(Protocol):
    """When a field or a group is asked for or shown; `fields` names what it depends on."""

    @property
    def fields(self) -> tuple[str, ...]: ...

    def holds(self, case: Asked) -> bool: ...


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together in the form; with `when` only in cases of which that holds."""

    key: str
    step: Step
    he: str
    en: str
    when: Condition | None = None

    def applies(self, case: Asked) -> bool:
        """Whether the form of the case shows the group at all."""
        return self.when is None or self.when.holds(case)

    def label(self, language: str) -> str:
        """The title in "he" or "en"."""
        return self.he if language == "he" else self.en


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the registry, or one column of a list or record (`columns`).

    `place` is the report's section that prints it ("opening", "1.3", "2.1" …), None when the
    report does not. `pattern` is a regular expression that an identifier's whole text matches.
    `clause` names the standard that asks for it. `must_be_known`: that a document says "none" is
    no answer to it. `personal` marks data about a person. `when` says of a conditional field
    when it must be answered, of any other when it is shown at all. `extra` marks a list's column
    that stands in the form only when it is asked for, or when a row has it. What is not shown
    keeps its value and is still printed. `in_part`: a date of which the month ("2023-05") or the
    year ("2023") may be all that is known; such texts sort as dates do.
    """

    id: str
    he: str
    en: str
    kind: Kind = Kind.TEXT
    need: Need = Need.OPTIONAL
    when: Condition | None = None
    unit: Unit | None = None
    paper: Paper | None = None
    plausible: Range | None = None
    personal: bool = False
    place: str | None = None
    choices: tuple[Choice, ...] = ()
    columns: tuple["Field", ...] = ()
    pattern: str | None = None
    min_length: int = 0
    must_be_known: bool = False
    clause: str | None = None
    extra: bool = False
    in_part: bool = False
    group: Group | None = None
    _column_by_id: Mapping[str, "Field"] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_column_by_id", {column.id: column for column in self.columns})

    @property
    def step(self) -> Step:
        """The step in which the field is entered; columns have none of their own."""
        if self.group is None:
            raise LookupError(self.id)
        return self.group.step

    def applies(self, case: Asked) -> bool:
        """Whether the form of the case shows the field, by its group and by itself."""
        if self.group is not None and not self.group.applies(case):
            return False
        by_itself = self.need is not Need.CONDITIONAL and self.when is not None
        return self.when is None or not by_itself or self.when.holds(case)

    @property
    def is_number(self) -> bool:
        """Whether the content is an exact number."""
        return self.kind in (Kind.INTEGER, Kind.DECIMAL)

    def label(self, language: str) -> str:
        """The label in "he" or "en"."""
        return self.he if language == "he" else self.en

    def column(self, name: str) -> "Field":
        """A list's column or a record's cell by name; KeyError when there is none."""
        return self._column_by_id[name]

    def choice(self, code: str) -> Choice:
        """The choice of a code; KeyError when there is none."""
        for choice in self.choices:
            if choice.code == code:
                return choice
        raise KeyError(code)
