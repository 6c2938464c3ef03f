"""What a predicate is: a pure check of a case with the parameters that a rule gives it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from shamay_desktop.domain.reading.claim import Contradiction
from shamay_desktop.domain.standards.finding import Fact, Facts
from shamay_desktop.domain.standards.situation import Situation


class ParameterKind(StrEnum):
    """What a parameter in a rule set is: a number (exact), a text, or a list of texts."""

    NUMBER = "number"
    TEXT = "text"
    TEXTS = "texts"


NUMBER, TEXT, TEXTS = ParameterKind.NUMBER, ParameterKind.TEXT, ParameterKind.TEXTS
ParameterValue = Decimal | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parameters:
    """A rule's parameters, of the kinds that its predicate declares."""

    values: Mapping[str, ParameterValue] = field(default_factory=lambda: MappingProxyType({}))

    def number(self, name: str) -> Decimal:
        """A number."""
        found = self.values[name]
        if not isinstance(found, Decimal):
            raise TypeError(name)
        return found

    def count(self, name: str) -> int:
        """A number as a whole one: months, years, how many."""
        return int(self.number(name))

    def text(self, name: str) -> str:
        """A text, such as the id of a field."""
        found = self.values[name]
        if not isinstance(found, str):
            raise TypeError(name)
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, such as ids of fields, codes or words."""
        found = self.values[name]
        if not isinstance(found, tuple):
            raise TypeError(name)
        return found


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule is broken; the engine makes a finding of it.

    `blocks` raises the finding to BLOCK whatever the rule set says (a range that blocks);
    `clause` replaces the rule's own (a mandatory field knows the clause that asks for it).
    `contradiction`, `document` (a paper's id) and `page` (from 1) say what there is to look at.
    `mark` follows from what sources say: a reason that was written on other words is none on these.
    """

    fields: tuple[str, ...]
    facts: Facts = field(default_factory=lambda: MappingProxyType({}))
    clause: str | None = None
    blocks: bool = False
    contradiction: Contradiction | None = None
    document: str | None = None
    page: int | None = None
    mark: str = ""


def hit(*fields: str, **facts: Fact) -> Hit:
    """A hit at the fields with the facts of its sentence."""
    return Hit(fields, MappingProxyType(facts))


Check = Callable[[Situation, Parameters], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A check with the parameters that every rule using it must give."""

    check: Check
    parameters: Mapping[str, ParameterKind] = field(default_factory=lambda: MappingProxyType({}))


def predicate(check: Check, **parameters: ParameterKind) -> Predicate:
    """A predicate; the keywords name its parameters."""
    return Predicate(check, MappingProxyType(parameters))
