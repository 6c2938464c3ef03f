"""How a case is called in lists, headers and reports: address, parcel, title."""

from shamay_desktop.domain.case import Case


def address_of(case: Case) -> str:
    """ "street number, city" as far as they are known."""
    street = " ".join(
        part
        for part in (case.text("address.street"), case.text("address.house_number"))
        if part is not None
    )
    return ", ".join(part for part in (street, case.text("address.city")) if part)


def parcel_of(case: Case) -> str:
    """gush/helka/tat-helka as far as they are known, without gaps."""
    parts = []
    for path in ("parcel.gush", "parcel.helka", "parcel.tat_helka"):
        text = case.text(path)
        if text is None:
            break
        parts.append(text)
    return "/".join(parts)


def title_of(case: Case) -> str:
    """The address, else the parcel, else the reference, else nothing."""
    return address_of(case) or parcel_of(case) or (case.text("report.reference") or "")
