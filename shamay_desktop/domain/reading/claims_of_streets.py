"""Contradictions about the address: a street by its folded name, a house number exactly."""

from collections.abc import Iterator

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.addresses import (
    alike_streets,
    fold_house,
    parse_address,
    same_street,
)
from shamay_desktop.domain.reading.claim import Claim, Contradiction
from shamay_desktop.domain.reading.gathering import fitted, with_content
from shamay_desktop.domain.reading.paper_reading import Found
from shamay_desktop.domain.reading.witnesses import Witness, value_of_found
from shamay_desktop.domain.severity import Severity

STREET, HOUSE = "address.street", "address.house_number"


def address_contradictions(case: Case, papers: tuple[Witness, ...]) -> Iterator[Contradiction]:
    """The typed street and house against the papers that name addresses, none of them this one.

    A building with several entrances has several addresses: one that fits is enough. A street that
    is likely the same, spelled another way, is a note.
    """
    street, house = case.text(STREET), case.text(HOUSE)
    named = [(witness, found) for witness in papers for found in _addresses(witness)]
    if not street or not named:
        return
    on_street = [(witness, found) for witness, found in named if _on(street, found)]
    if not on_street:
        alike = any(alike_streets(street, _street_words(found)) for _, found in named)
        severity = Severity.NOTE if alike else Severity.WARN
        yield _about(case, STREET, named, severity)
        return
    numbered = [(witness, found) for witness, found in on_street if _house(found)]
    if house and numbered and not any(_fits(house, _house(found)) for _, found in numbered):
        yield _about(case, HOUSE, numbered, Severity.WARN)


def _about(
    case: Case, path: str, named: list[tuple[Witness, Found]], severity: Severity
) -> Contradiction:
    claims = [Claim(value, None, None, path)] if (value := case.value(path)) is not None else []
    for witness, found in named:
        content = _street_words(found) if path == STREET else _house(found)
        read = fitted(path, with_content(found, content))
        if read is not None:
            claims.append(Claim(value_of_found(read, witness.document), witness.document, found))
    return Contradiction(path, path, tuple(claims), severity, settled=False)


def _addresses(witness: Witness) -> Iterator[Found]:
    if witness.kind is DocType.TABU:
        for number in range(witness.index.rows.get("addresses", 0)):
            for path in (f"addresses[{number}]", f"addresses[{number}].address"):
                if (found := witness.index.found.get(path)) is not None:
                    yield found
    else:
        key = "building.address" if witness.kind is DocType.CONDO else "address"
        if (found := witness.at(key)) is not None:
            yield found


def _on(street: str, found: Found) -> bool:
    return same_street(street, parse_address(found.content).street)


def _street_words(found: Found) -> str:
    """The street as the paper writes it, without the house number and what follows it."""
    head = found.content.partition(",")[0]
    digits = next((at for at, letter in enumerate(head) if letter.isdigit()), len(head))
    return head[:digits].strip() or head.strip()


def _house(found: Found) -> str:
    return parse_address(found.content).house


def _fits(typed: str, read: str) -> bool:
    """The same number, or one of a range that the other names ("8" of "8-10")."""
    one, other = fold_house(typed), fold_house(read)
    return one == other or one in other.split("-") or other in one.split("-")
