"""What several parcels come to together."""

from decimal import Decimal

from shamay_desktop.domain.case import Case


def joint_area(case: Case) -> Decimal | None:
    """The exact area in m² of all the subject's parcels; None unless several all state theirs.

    A joint area printed as the area of one parcel is a known slip: it is shown as a sum, and only
    when no parcel is missing from it.
    """
    rows = case.parcels()
    areas = [row.content("area") for row in rows]
    if len(rows) < 2 or not case.rows("parcels"):
        return None
    known = [Decimal(area) for area in areas if isinstance(area, str)]
    return sum(known, Decimal(0)) if len(known) == len(rows) else None
