"""Facts of a building that an earlier case of it can give: which fields, and how two cases differ.

A unit's facts (owners, areas, condition) are its own; what holds for the whole house or parcel is
offered from an earlier valuation there. Nothing is taken silently: each fact is shown beside the
present one and chosen, and says from which case it came.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Content, Origin, Provenance, Row, State, Value
from shamay_desktop.domain.editing import Change, adding_row, after, setting
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.fields import FIELDS, Field, Kind
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.last_edit import entered_at


class FactGroup(StrEnum):
    """Under which heading a fact is offered."""

    PLANNING = "planning"
    PERMITS = "permits"
    PARCEL = "parcel"
    SURROUNDINGS = "surroundings"


FACTS: Mapping[FactGroup, tuple[str, ...]] = MappingProxyType(
    {
        FactGroup.PLANNING: ("planning.*",),
        FactGroup.PERMITS: ("licensing.*",),
        FactGroup.PARCEL: (
            "parcel.*", "parcels", "order.*", "rights.register", "rights.office", "rights.by_laws*",
        ),
        FactGroup.SURROUNDINGS: ("address.*", "environment.*", "building.*"),
    }
)  # fmt: skip
"""Fields by id; `*` at the end stands for any rest, so that a new field of the kind is offered."""

UNIT_OWN: Mapping[str, str] = MappingProxyType(
    {
        "parcel.tat_helka": "the sub-parcel is the unit itself",
        "parcel.book": "the deed of the right that is valued",
        "parcel.page": "the deed of the right that is valued",
        "address.entrance": "says where in the building the unit is",
        "address.apartment": "says where in the building the unit is",
        "order.unit": "the unit's row of the order",
        "order.other_areas": "areas of the unit",
        "order.attachments": "attached to the unit",
        "licensing.conformity": "is found for the unit as it was seen at the visit",
        "licensing.conformity_evidence": "is found for the unit as it was seen at the visit",
        "licensing.deviations": "is compared with the unit as it was seen at the visit",
        "licensing.file_review": "the file is reviewed anew, on a day of its own",
        "building.condition": "is described as it was seen at the visit",
        "building.defects": "is described as it was seen at the visit",
        "building.assessment": "is described as it was seen at the visit",
        "building.common_areas": "is described as it was seen at the visit",
        "environment.contamination": "is asked anew for each valuation (standard 19)",
    }
)
"""Fields that a pattern of `FACTS` would take and that are not the building's, with the reason."""

UNIT_COLUMNS: Mapping[str, frozenset[str]] = MappingProxyType(
    {"licensing.permits": frozenset({"unit_area"}), "parcels": frozenset({"tat_helka"})}
)
"""Columns of a building's lists that speak of the unit, and so are left behind."""

ROW_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "licensing.permits": ("number",),
        "planning.plans": ("number",),
        "order.buildings": ("building",),
        "order.units": ("number",),
        "parcels": ("gush", "gush_suffix", "helka"),
    }
)
"""The columns that tell whether two rows of a list speak of the same thing."""

PAPERS = frozenset({DocType.CONDO, DocType.PERMIT, DocType.PLANNING_INFO})
"""Papers of a whole building; an extract is of one unit and of one day, so it is none."""

FRESH_DAYS: Mapping[FactGroup, int] = MappingProxyType({FactGroup.PLANNING: 183})
"""Days after which facts of a group are old: plans are approved all the time, so half a year."""

_NOTE = "case"


@dataclass(frozen=True, slots=True)
class Offer:
    """A fact that an earlier case knows and the present one has otherwise, or not at all.

    `path` is a field, or `field/row` for one row of the earlier list. `present` is what stands
    there now, None (or empty) when nothing does. `known_since` is the day of the case in which
    the fact was established, which may lie before the earlier case itself.
    """

    group: FactGroup
    field: Field
    path: str
    earlier: Value | Row
    present: Value | Row | None
    known_since: date
    reference: str

    @property
    def differs(self) -> bool:
        """Whether something else stands in the present case, so that taking it replaces that."""
        present = self.present
        return isinstance(present, Row) or (
            present is not None and present.state is not State.EMPTY
        )

    @property
    def document(self) -> str | None:
        """SHA-256 of the paper that the fact was read from, None when there was none."""
        origins = (value.provenance for value in _values(self.earlier))
        found = (origin.document for origin in origins if origin is not None)
        return next((sha256 for sha256 in found if sha256 is not None), None)

    def is_old(self, today: date) -> bool:
        """Whether the fact is older than facts of its group should be."""
        fresh = FRESH_DAYS.get(self.group)
        return fresh is not None and (today - self.known_since).days > fresh


def group_of(field: Field) -> FactGroup | None:
    """The group under which a field is offered, None for a field that is not the building's."""
    if field.id in UNIT_OWN or field.personal:
        return None
    for group, patterns in FACTS.items():
        if any(_fits(field.id, pattern) for pattern in patterns):
            return group
    return None


def _fits(field_id: str, pattern: str) -> bool:
    if pattern.endswith("*"):
        return field_id.startswith(pattern[:-1])
    return field_id == pattern


def day_of(case: Case, fallback: date) -> date:
    """The day for which a case's facts were gathered: of the report, the visit, the value."""
    for path in ("report.date", "visit.date", "valuation.date"):
        text = case.text(path)
        if text is not None:
            return date.fromisoformat(text)
    return fallback


def offers(earlier: Case, present: Case, reference: str, day: date) -> tuple[Offer, ...]:
    """What the earlier case knows of the building and the present one does not hold so.

    reference and day name the earlier case. In the form's order; personal data is never offered,
    nor is what the present case's form would not show.
    """
    found: list[Offer] = []
    both = _together(earlier, present)
    for field in FIELDS:
        group, value = group_of(field), earlier.values.get(field.id)
        if group is None or value is None or value.state is State.EMPTY:
            continue
        if not field.applies(both):
            continue
        for path, offered, standing in _differences(field, value, present):
            since = _since(earlier, group, _kept_on(offered, day))
            known = _first_case(offered) or (reference, since)
            found.append(Offer(group, field, path, offered, standing, known[1], known[0]))
    return tuple(found)


def _together(earlier: Case, present: Case) -> Case:
    """The present case with the earlier one's facts where it says nothing itself."""
    facts = {
        field.id: earlier.values[field.id]
        for field in FIELDS
        if field.id in earlier.values and group_of(field) is not None
    }
    return replace(present, values=MappingProxyType({**facts, **present.values}))


def _since(case: Case, group: FactGroup, day: date) -> date:
    """The day of a group's facts: of the planning information, where the case says it."""
    told = case.text("planning.information_date") if group is FactGroup.PLANNING else None
    return day if told is None else date.fromisoformat(told)


def agreeing(earlier: Case, present: Case) -> int:
    """How many facts of the building both cases hold, and hold alike."""
    return sum(
        group_of(field) is not None
        and (value := earlier.values.get(field.id)) is not None
        and value.state is not State.EMPTY
        and not _differences(field, value, present)
        for field in FIELDS
    )


def _differences(
    field: Field, value: Value, present: Case
) -> list[tuple[str, Value | Row, Value | Row | None]]:
    standing = present.values.get(field.id)
    if field.kind is not Kind.LIST or value.state is State.NONE:
        alike = standing is not None and _plain(standing) == _plain(value)
        return [] if alike else [(field.id, _shareable(field, value), standing)]
    answered_none = standing if standing is not None and standing.state is State.NONE else None
    found: list[tuple[str, Value | Row, Value | Row | None]] = []
    rows = [row for row in value.content or () if isinstance(row, Row)]  # type: ignore[union-attr]  # a list's content
    known = present.rows(field.id)
    subjects = present.parcels()[:1] if field.id == "parcels" else ()
    for row in rows:
        shared = _shareable_row(field, row)
        if any(_same_thing(field, subject, row) for subject in subjects):
            continue  # the present case's own parcel is no further one
        same = next((each for each in known if _same_thing(field, each, row)), None)
        if not shared.cells or (same is not None and _holds(same, shared)):
            continue
        found.append((f"{field.id}/{row.id}", shared, same or answered_none))
    return found


def _same_thing(field: Field, one: Row, other: Row) -> bool:
    keys = ROW_KEYS.get(field.id, ())
    own = [one.content(key) for key in keys]
    if any(content is not None for content in own):
        return own == [other.content(key) for key in keys]
    return _holds(one, _shareable_row(field, other))


def _holds(standing: Row, offered: Row) -> bool:
    """Whether a row says all that the offered one says, alike."""
    return all(
        name in standing.cells and _plain(standing.cells[name]) == _plain(cell)
        for name, cell in offered.cells.items()
        if cell.state is not State.EMPTY
    )


def _plain(value: Value) -> object:
    """A value without its origin, rows without their ids, for comparing."""
    content = value.content
    if isinstance(content, Mapping):
        return value.state, {name: _plain(cell) for name, cell in content.items()}
    if isinstance(content, tuple):
        return value.state, tuple(
            {name: _plain(cell) for name, cell in part.cells.items()}
            if isinstance(part, Row)
            else part
            for part in content
        )
    return value.state, content


def _shareable(field: Field, value: Value) -> Value:
    """A record without cells about people or the unit."""
    content = value.content
    if not isinstance(content, Mapping):
        return value
    return replace(value, content=_of_building(field, content))


def _shareable_row(field: Field, row: Row) -> Row:
    return Row(row.id, _of_building(field, row.cells))


def _of_building(field: Field, cells: Mapping[str, Value]) -> Mapping[str, Value]:
    unit = UNIT_COLUMNS.get(field.id, frozenset())
    return MappingProxyType(
        {
            name: cell
            for name, cell in cells.items()
            if name not in unit and not field.column(name).personal
        }
    )


# -- taking over ---------------------------------------------------------------------------


def reused(case: Case, chosen: Iterable[Offer], by: str, at: str) -> tuple[Change, ...]:
    """The changes that put the chosen facts into a case, each with the case it came from.

    by and at: who takes them over (e-mail) and when (ISO, UTC). A row that speaks of the same
    thing as a standing one changes that row's cells, any other is a row more.
    """
    changes: list[Change] = []
    for offer in chosen:
        made = _taken(case, offer, by, at)
        case = after(case, made)
        changes += made
    return tuple(changes)


def _taken(case: Case, offer: Offer, by: str, at: str) -> tuple[Change, ...]:
    earlier = offer.earlier
    if isinstance(earlier, Value):
        return setting(case, offer.field.id, _from_case(earlier, offer, by, at))
    cells = {name: _from_case(cell, offer, by, at) for name, cell in earlier.cells.items()}
    if not isinstance(offer.present, Row) or case.row(offer.field.id, offer.present.id) is None:
        row = Row(new_row_id(), MappingProxyType(cells))
        return adding_row(case, offer.field.id, row)
    changes: list[Change] = []
    for name, cell in cells.items():
        path = f"{offer.field.id}/{offer.present.id}/{name}"
        standing = case.value(path)
        if standing is None or _plain(standing) != _plain(cell):
            changes += setting(case, path, cell)
    return tuple(changes)


def _from_case(value: Value, offer: Offer, by: str, at: str) -> Value:
    """The value with its origin in the earlier case; the paper it was read from stays named."""
    content: Content | None = value.content
    if isinstance(content, Mapping):
        content = MappingProxyType(
            {name: _from_case(cell, offer, by, at) for name, cell in content.items()}
        )
    read = value.provenance or Provenance(Origin.IMPORTED)
    origin = replace(
        read,
        origin=Origin.IMPORTED,
        by=by,
        at=at,
        confirmed_by=None,  # whoever takes it over signs for it anew
        note=case_note(offer.reference, offer.known_since),
    )
    return replace(value, content=content, provenance=origin)


def case_note(reference: str, day: date) -> str:
    """The note of a fact's origin that names an earlier case, for `case_of_note` to read."""
    return f"{_NOTE}:{day.isoformat()}:{reference}"


def case_of_note(note: str | None) -> tuple[str, date] | None:
    """Reference and day of the case that a note names, None for any other note."""
    kind, _, rest = (note or "").partition(":")
    day, _, reference = rest.partition(":")
    if kind != _NOTE:
        return None
    try:
        return reference, date.fromisoformat(day)
    except ValueError:
        return None


def _kept_on(offered: Value | Row, day: date) -> date:
    """The day of the case, or an earlier one on which the fact itself was entered.

    A duplicate begins without days of its own, but what it carries is as old as it was.
    """
    entered = [
        at.date() for value in _values(offered) if (at := entered_at(value.provenance)) is not None
    ]
    return min([day, *entered])


def _values(offered: Value | Row) -> Sequence[Value]:
    return tuple(offered.cells.values()) if isinstance(offered, Row) else (offered,)


def _first_case(offered: Value | Row) -> tuple[str, date] | None:
    """The case from which the earlier case itself had the fact, None when it was its own."""
    for value in _values(offered):
        named = case_of_note(None if value.provenance is None else value.provenance.note)
        if named is not None:
            return named
    return None
