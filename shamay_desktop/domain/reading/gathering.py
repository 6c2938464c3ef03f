"""Collecting the values of one reading: canonical, with their places, what does not fit aside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from shamay_desktop.domain.case import Origin, Provenance, State, Value
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Field, Kind, registry
from shamay_desktop.domain.fields.canonical import canonical
from shamay_desktop.domain.reading.paper_reading import Doubt, Found, Reading


@dataclass(frozen=True, slots=True)
class PaperValue:
    """A value that fits its field, with its place on the page; a `doubt` asks for a person."""

    value: Value
    doubt: Doubt | None = None

    @property
    def content(self) -> str:
        """The content for comparing, "" for a statement of none."""
        content = self.value.content
        return content if isinstance(content, str) else "" if content is None else str(content)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row of one of the registry's lists, as a paper has it; cells in the registry's order."""

    list_id: str
    cells: Mapping[str, PaperValue]


@dataclass(frozen=True, slots=True)
class Unit:
    """Which unit of a house is the subject: its sub-parcel and its building, "" when not known."""

    tat_helka: str = ""
    building: str = ""


class Gathering:
    """Collects the values of one reading; what does not fit its field is set aside."""

    def __init__(self, reading: Reading, sha256: str) -> None:
        self.reading = reading
        self._sha256 = sha256
        self.fields: dict[str, PaperValue] = {}
        self.rows: list[PaperRow] = []
        self.unfit: list[Found] = []

    def put(self, path: str, *found: Found, between: str = ", ") -> None:
        """The value at a path, out of one or several places that one field holds together."""
        field = field_at(path)
        value = None if field is None else self.value(field, found, between)
        if value is not None:
            self.fields.setdefault(path, value)

    def say(self, path: str, content: str, found: Found) -> None:
        """A content that follows from what stands at a place."""
        self.put(path, with_content(found, content))

    def content(self, path: str) -> str:
        """What was put at a path, "" when nothing was."""
        standing = self.fields.get(path)
        return "" if standing is None else standing.content

    def row(self, list_id: str, cells: Mapping[str, Sequence[Found]], between: str = ", ") -> None:
        """A row of a list, unless no cell of it fits."""
        made = {
            column.id: value
            for column in registry.BY_ID[list_id].columns
            if (value := self.value(column, cells.get(column.id, ()), between)) is not None
        }
        if made:
            self.rows.append(PaperRow(list_id, MappingProxyType(made)))

    def value(self, field: Field, found: Sequence[Found], between: str = ", ") -> PaperValue | None:
        """The canonical value of a field, None when there is none or it does not fit."""
        if not found or not any(each.content for each in found):
            return None
        text = between.join(each.content for each in found if each.content)
        try:
            raw = {"true": True, "false": False}.get(text) if field.kind is Kind.FLAG else text
            content = canonical(field, raw)
        except Refused:
            self.unfit += found
            return None
        doubt = next((each.doubt for each in found if each.doubt is not None), None)
        return PaperValue(Value.of(content, self._place(found)), doubt)

    def none(self, anchor: Found | None) -> PaperValue:
        """That the paper says none; `anchor` is a place on the page that shows it, if any."""
        page = self.reading.last_page if anchor is None else anchor.page
        source = Provenance(Origin.DOCUMENT, document=self._sha256, page=page)
        return PaperValue(Value(State.NONE, None, source))

    def _place(self, found: Sequence[Found]) -> Provenance:
        first = found[0]
        same_page = [each for each in found if each.page == first.page]
        return Provenance(
            Origin.DOCUMENT,
            document=self._sha256,
            page=first.page,
            box=first.box if len(same_page) == 1 else _around(same_page),
            text=" ".join(each.text for each in found),
            confidence=str(min(Decimal(each.confidence) for each in found)),
        )


def field_at(path: str) -> Field | None:
    """The field, column or cell at a path of a case; None when the registry has none."""
    head, slash, rest = path.partition("/")
    return _field(head, rest.rpartition("/")[2] if slash else "")


@lru_cache(maxsize=4096)
def _field(head: str, column: str) -> Field | None:
    field = registry.BY_ID.get(head)
    if field is None or not column:
        return field
    return next((each for each in field.columns if each.id == column), None)


def fitted(path: str, found: Found) -> Found | None:
    """What was read, as the field or cell at a path holds it; None where it cannot stand there."""
    field = field_at(path)
    try:
        content = None if field is None else canonical(field, found.content)
    except Refused:
        return None
    if not isinstance(content, str):
        return None
    return found if content == found.content else replace(found, content=content)


def together(found: Sequence[Found]) -> Found:
    """Several values as one text, with what holds those of the first one's page."""
    first = found[0]
    doubt = next((each.doubt for each in found if each.doubt is not None), None)
    same_page = [each for each in found if each.page == first.page]
    return Found(
        first.path,
        " ".join(each.content for each in found),
        first.page,
        _around(same_page),
        " ".join(each.text for each in found),
        str(min(Decimal(each.confidence) for each in found)),
        doubt,
    )


def _around(found: Iterable[Found]) -> tuple[str, str, str, str]:
    boxes = [tuple(Decimal(side) for side in each.box) for each in found]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return str(min(lefts)), str(min(tops)), str(max(rights)), str(max(bottoms))


def with_content(found: Found, content: str) -> Found:
    """Another content from the same place, e.g. one that follows from what stands there."""
    return replace(found, content=content, agrees_with=None)
