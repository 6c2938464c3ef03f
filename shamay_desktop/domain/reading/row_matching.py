"""Which row of a list in the case a row of a paper is: told by what identifies it, not by place."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType

from shamay_desktop.domain.case import Content
from shamay_desktop.domain.fields import Field, Kind
from shamay_desktop.domain.reading.sameness import number, share, tight, words

Cells = Mapping[str, Content | None]
"""A row's contents by column."""

_PEOPLE = (("id_number", "deed", "share"), ("id_number", "deed"), ("id_number",),
           ("name", "deed"), ("name",))  # fmt: skip
_ATTACHED = (("mark", "description"), ("mark",), ("description", "area"))
_KIND_OF_AREA = (("kind", "area"), ("kind",))

IDENTITIES: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "rights.owners": _PEOPLE,
        "rights.leases": _PEOPLE,
        "rights.mortgages": (("deed", "rank", "borrower"), ("deed", "rank"), ("deed",),
                             ("rank", "lender"), ("rank", "amount")),
        "rights.notes": (("deed", "act", "beneficiary"), ("deed", "act"), ("deed",),
                         ("act", "beneficiary", "date"), ("act", "date")),
        "rights.easements": (("deed", "direction", "other_parcel", "text"),
                             ("deed", "direction", "other_parcel"), ("deed", "direction"),
                             ("direction", "text")),
        "rights.attachments": _ATTACHED,
        "rights.additional_areas": _KIND_OF_AREA,
        "rights.addresses": (("building", "entrance", "address"), ("building", "entrance"),
                             ("building",), ("address",)),
        "parcel.former": (("gush", "helka"),),
        "order.buildings": (("building", "entrance"), ("building",), ("address",)),
        "order.units": (("number",),),
        "order.attachments": _ATTACHED,
        "order.other_areas": _KIND_OF_AREA,
        "licensing.permits": (("number",), ("request_number",)),
        "licensing.areas": (("permit", "kind", "floor"), ("permit", "kind")),
        "planning.plans": (("number",), ("name",)),
        "planning.rights": (("plan", "use", "plot"), ("use", "plot"), ("use",)),
        "planning.setbacks": (("side",),),
        "planning.expropriations": (("plan", "purpose"), ("purpose",)),
    }
)  # fmt: skip
"""List -> the columns that tell two rows apart, the strictest first."""


_DECISIVE: Mapping[str, str] = MappingProxyType(
    {"licensing.permits": "number", "planning.plans": "number"}
)
"""List -> a column that, known in two rows and different, makes them two things for sure."""


def matched(
    list_id: str, rows: Sequence[Cells], standing: Sequence[tuple[str, Cells]]
) -> list[str | None]:
    """For each row of a paper the id of the row that it is; None where it is none of them.

    A standing row is found once; whoever agrees in more of what identifies it goes first.
    """
    found: list[str | None] = [None] * len(rows)
    left = dict(standing)
    for columns in IDENTITIES.get(list_id, ()):
        by_key: dict[tuple[str, ...], list[str]] = {}
        for row_id, cells in left.items():
            by_key.setdefault(_key(cells, columns), []).append(row_id)
        for place, cells in enumerate(rows):
            key = _key(cells, columns)
            fitting = [
                row_id
                for row_id in by_key.get(key, ())
                if row_id in left and not _two_things(list_id, cells, left[row_id])
            ]
            if found[place] is None and all(key) and fitting:
                found[place] = fitting[0]
                del left[fitting[0]]
    return found


def _two_things(list_id: str, one: Cells, other: Cells) -> bool:
    column = _DECISIVE.get(list_id)
    if column is None:
        return False
    first, second = _key(one, (column,)), _key(other, (column,))
    return all(first) and all(second) and first != second


def identity(list_id: str, cells: Cells) -> tuple[str, ...] | None:
    """What identifies a row, None when the row has nothing that does."""
    for columns in IDENTITIES.get(list_id, ()):
        key = _key(cells, columns)
        if all(key):
            return (list_id, *columns, *key)
    return None


def first_columns(list_id: str, cells: Cells) -> tuple[str, ...]:
    """The columns that identify a row."""
    for columns in IDENTITIES.get(list_id, ()):
        if all(_key(cells, columns)):
            return columns
    return ()


def id_of(marks: Iterable[str], taken: Iterable[str] = ()) -> str:
    """A row's id that follows from what identifies it, so that every reading gives the same."""
    known, marks, count = set(taken), tuple(marks), 0
    while True:
        count += 1
        told = "\x1f".join((*marks, str(count)))
        made = sha256(told.encode()).hexdigest()[:12]
        if made not in known:
            return made


def same(field: Field, one: Content | None, other: Content | None) -> bool:
    """Whether two contents of a field say the same; texts without regard to marks and blanks."""
    if one == other or not isinstance(one, str) or not isinstance(other, str):
        return one == other
    meaning = number if field.is_number else share if field.kind is Kind.FRACTION else words
    return meaning(one) == meaning(other)


def _key(cells: Cells, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        str(tight(content)) if isinstance(content := cells.get(column), str) else ""
        for column in columns
    )
