"""Which facts several sources state: where each of them says it, and when two say the same.

Keys are those of `data`: of the extract, the order ("unit." and "building." are the subject's rows
in its tables), the permit and the planning paper. A fact that two papers state stands here once.
The plot of a permit is that of its day, as its parcel is.
"""

from dataclasses import dataclass

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading import sameness
from shamay_desktop.domain.reading.sameness import Meaning
from shamay_desktop.domain.severity import Severity

BLOCK, WARN, NOTE = Severity.BLOCK, Severity.WARN, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Subject:
    """One fact. `path` is where the taken value is set, and names the fact.

    `also` are further paths of the case that state it. `newest` compares with the newest extract
    alone: older ones differ by nature. `one_is_common`: a difference of exactly one is a note, the
    common property counted as a unit of its own.
    """

    path: str
    meaning: Meaning
    severity: Severity
    tabu: str = ""
    order: str = ""
    permit: str = ""
    planning: str = ""
    also: tuple[str, ...] = ()
    newest: bool = False
    one_is_common: bool = False

    def key(self, kind: DocType) -> str:
        """The key of `data` in a paper of a kind, "" when such a paper does not state the fact."""
        keys = {
            DocType.TABU: self.tabu, DocType.CONDO: self.order, DocType.PERMIT: self.permit,
            DocType.PLANNING_INFO: self.planning,
        }  # fmt: skip
        return keys.get(kind, "")


SUBJECTS: tuple[Subject, ...] = (
    Subject("parcel.gush", sameness.blocks, BLOCK, "gush", "gush", also=("order.parcel/gush",)),
    Subject("parcel.helka", sameness.tight, BLOCK, "helka", "helka", also=("order.parcel/helka",)),
    Subject("parcel.tat_helka", sameness.tight, BLOCK, "tat_helka", also=("order.unit/number",)),
    Subject("parcel.plot", sameness.tight, WARN, planning="plot"),
    Subject("parcel.area", sameness.number, WARN, "parcel_area", "parcel_area",
            also=("order.parcel/area",)),
    Subject("parcel.sub_parcels", sameness.number, WARN, "sub_parcel_count", "total_units",
            also=("order.total_units",), one_is_common=True),
    Subject("parcel.buildings", sameness.number, WARN, "building_count"),
    Subject("unit.registered_description", sameness.words, NOTE, "unit_description",
            "unit.description", also=("order.unit/description",)),
    Subject("unit.registered_floor", sameness.floors, WARN, "floor", "unit.floor",
            also=("order.unit/floor",)),
    Subject("unit.floor", sameness.floors, WARN, "floor", newest=True),
    Subject("unit.registered_area", sameness.number, WARN, "unit_area", "unit.area",
            also=("order.unit/area",)),
    Subject("unit.building", sameness.building, WARN, "building", "unit.building",
            also=("order.unit/building",)),
    Subject("unit.wing", sameness.building, WARN, "wing", "unit.wing", also=("order.unit/wing",)),
    Subject("unit.entrance", sameness.building, WARN, "entrance", "unit.entrance",
            also=("order.unit/entrance",)),
    Subject("rights.common_property_share", sameness.share, WARN, "common_property_share",
            "unit.share", also=("order.unit/share",)),
    Subject("rights.register", sameness.words, WARN, "register"),
    Subject("rights.by_laws", sameness.words, WARN, "by_laws"),
    Subject("rights.extract_number", sameness.tight, WARN, "extract_number", newest=True),
    Subject("rights.extract_date", sameness.words, WARN, "extract_date", newest=True),
    Subject("rights.office", sameness.office, WARN, "registration_office"),
    Subject("order.file_number", sameness.tight, WARN, "", "file_number"),
    Subject("order.total_units", sameness.number, WARN, "", "total_units"),
    Subject("building.floors", sameness.number, WARN, "", "building.floors"),
    Subject("building.units", sameness.number, WARN, "", "building.units"),
)  # fmt: skip
"""Facts of one value. A permit's parcel is not among them: it is the parcel's number of its day."""


@dataclass(frozen=True, slots=True)
class ListSubject:
    """One fact that is a list.

    `columns` are names of `data` -> of the case. Two rows are the same when a `strong` column that
    both have is equal, or else when the first of the `weak` ones is and no other of them differs;
    such rows contradict each other where one of the `details` differs. What the newest extract has
    and the case has not is `severity`, any other difference a warning.
    """

    path: str
    severity: Severity
    columns: tuple[tuple[str, str], ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    details: tuple[tuple[str, Meaning], ...] = ()
    tabu: str = ""
    order: str = ""
    also: str = ""

    def key(self, kind: DocType) -> str:
        """The key of `data` in a paper of a kind, "" when such a paper has no such list."""
        return {DocType.TABU: self.tabu, DocType.CONDO: self.order}.get(kind, "")


def _same(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, name) for name in names)


LISTS: tuple[ListSubject, ...] = (
    ListSubject(
        "rights.owners", BLOCK, _same("name", "id_kind", "id_number", "share", "act", "deed",
                                      "date"),
        ("id_number",), ("name",), (("share", sameness.share),), tabu="owners"),
    ListSubject(
        "rights.leases", BLOCK, _same("name", "id_kind", "id_number", "share", "end_date", "act",
                                      "deed", "date", "level"),
        ("id_number",), ("name",),
        (("share", sameness.share), ("end_date", sameness.words)), tabu="leases"),
    ListSubject(
        "rights.mortgages", BLOCK, _same("rank", "lender", "amount", "share", "deed", "date"),
        ("deed",), ("lender", "rank"),
        (("rank", sameness.number), ("amount", sameness.number), ("share", sameness.share)),
        tabu="mortgages"),
    ListSubject(
        "rights.notes", BLOCK, _same("act", "beneficiary", "deed", "date", "text", "scope"),
        ("deed",), ("act", "beneficiary"), tabu="notes"),
    ListSubject(
        "rights.easements", BLOCK, _same("direction", "text", "area", "deed", "date",
                                         "other_parcel"),
        ("deed",), ("direction", "text"), (("area", sameness.number),), tabu="easements"),
    ListSubject(
        "rights.attachments", WARN, _same("description", "mark", "colour", "area"),
        ("mark",), ("description", "area"), (("area", sameness.number),),
        tabu="attachments", order="unit.attachments", also="order.attachments"),
    ListSubject(
        "rights.additional_areas", WARN, _same("kind", "area"), (), ("area",),
        tabu="additional_areas", order="unit.other_areas", also="order.other_areas"),
)  # fmt: skip
