"""What a careful reader finds in an extract: every path with its exact content."""

from collections.abc import Iterator

from tools.papers.extract_facts import BY_LAWS, Note, Owner, Registration, Unit

_LISTS = ("owners", "leases", "mortgages", "notes", "easements")
_PARCEL = {
    "authority": "common_property.authority", "area": "parcel_area", "kind": "land.kind",
    "designation": "land.designation", "objects": "land.objects",
    "sub_parcels": "sub_parcel_count", "buildings": "building_count",
    "deed": "common_property.deed", "drawing_kind": "common_property.drawing_kind",
    "origin.deed": "origin.deed", "origin.date": "origin.date", "origin.kind": "origin.kind",
}  # fmt: skip


def truth_of(made: Registration) -> dict[str, str]:
    """All values by path."""
    truth = {"register": "rights" if made.form == "rights" else "condominium", **made.head}
    if made.form == "condominium_concentrated":
        truth["extract_kind"] = "concentrated"
    truth |= {path: made.parcel[key] for key, path in _PARCEL.items() if key in made.parcel}
    if "by_laws" in made.parcel:
        truth["by_laws"] = BY_LAWS[made.parcel["by_laws"]]
    truth |= {f"former_parcels[{n}]": number for n, number in enumerate(made.former)}
    for number, address in enumerate(made.addresses):
        truth |= {f"addresses[{number}].{key}": text for key, text in address.items()}
    if made.form == "condominium_concentrated":
        for place, unit in enumerate(made.units):
            truth[f"units[{place}].number"] = str(unit.number)
            truth |= {f"units[{place}].{k}": v for k, v in _unit(unit, unit.notes, short=True)}
        truth |= dict(_notes(made.notes))
    else:
        truth |= dict(_unit(made.unit, [*made.unit.notes, *made.notes], short=False))
    for number, easement in enumerate(made.easements):
        start = f"easements[{number}]."
        truth |= {
            start + "direction": easement.direction,
            start + "text": easement.text,
            start + "act": easement.deed.act,
            start + "deed": easement.deed.number,
            start + "date": easement.deed.day,
            start + "terms": easement.terms,
            start + "amendments": easement.amendments,
            start + "scope": "parcel",
            start + "other_parcel": f"{easement.block}/{easement.parcel}",
            start + "other_property": "רכוש משותף",
            **{start + key: text for key, text in easement.inside.items()},
        }
    return truth


def nones_of(made: Registration, truth: dict[str, str]) -> set[str]:
    """The lists of which a whole extract says that it has none."""
    if made.form == "condominium_concentrated":
        return set() if made.former else {"former_parcels"}
    lists = [*_LISTS, "former_parcels"]
    if made.form == "condominium_full":
        lists += ["additional_areas", "attachments"]
    return {key for key in lists if not any(path.startswith(f"{key}[") for path in truth)}


def _unit(unit: Unit, notes: list[Note], *, short: bool) -> Iterator[tuple[str, str]]:
    yield from unit.cells.items()
    for number, (kind, area) in enumerate([] if short else unit.additional):
        yield f"additional_areas[{number}].kind", kind
        yield f"additional_areas[{number}].area", area
    for number, attachment in enumerate(unit.attachments):
        for key, text in attachment.items():
            yield f"attachments[{number}].{key}", text
    for key, people in (("owners", unit.owners), ("leases", unit.leases)):
        for number, owner in enumerate([] if short and key == "leases" else people):
            for column, text in _owner(owner, short=short):
                yield f"{key}[{number}].{column}", text
    yield from _mortgages(unit, short=short)
    yield from _notes(notes, short=short)


def _owner(owner: Owner, *, short: bool) -> Iterator[tuple[str, str]]:
    yield "name", owner.who.name
    yield "id_kind", owner.who.kind
    yield "id_number", owner.who.number
    yield "share", owner.share
    yield "act", owner.deed.act
    yield "deed", owner.deed.number
    if not short:
        yield "date", owner.deed.day
    yield from owner.lease.items()


def _mortgages(unit: Unit, *, short: bool) -> Iterator[tuple[str, str]]:
    for number, mortgage in enumerate(unit.mortgages):
        start = f"mortgages[{number}]."
        second = "" if short or mortgage.second is None else f", {mortgage.second.name}"
        yield start + "lender", mortgage.lender.name + second
        yield start + "lender_id_kind", mortgage.lender.kind
        yield start + "lender_id_number", mortgage.lender.number
        yield start + "share", mortgage.share
        yield start + "act", mortgage.deed.act
        yield start + "deed", mortgage.deed.number
        if short:
            continue
        yield start + "date", mortgage.deed.day
        yield start + "rank", str(mortgage.rank)
        yield from ((start + key, text) for key, text in mortgage.amount.items())
        for place, borrower in enumerate(mortgage.borrowers):
            yield f"{start}borrowers[{place}]", borrower.name
            yield f"{start}borrower_id_kinds[{place}]", borrower.kind
            yield f"{start}borrower_id_numbers[{place}]", borrower.number
        if mortgage.terms:
            yield start + "terms", mortgage.terms
        if mortgage.on_whom:
            yield start + "remark", mortgage.on_whom


def _notes(notes: list[Note], *, short: bool = False) -> Iterator[tuple[str, str]]:
    for number, note in enumerate(notes):
        start = f"notes[{number}]."
        yield start + "act", note.deed.act
        yield start + "deed", note.deed.number
        yield start + "beneficiary", note.beneficiary
        yield start + "scope", note.scope
        if not short:
            yield start + "date", note.deed.day
            for key in ("text", "terms", "on_whom"):
                if getattr(note, key):
                    yield start + key, getattr(note, key)
