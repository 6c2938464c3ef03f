"""What is proposed for a purpose until the appraiser says otherwise, and when it gives way."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Content, Origin, Provenance, Value
from shamay_desktop.domain.editing import Change, after, setting
from shamay_desktop.domain.fields.purposes import PURPOSE

_NOTE = "purpose:"

GENERAL: Mapping[str, Content] = MappingProxyType(
    {
        "valuation.rounding_mode": "nearest",
        "export.id_numbers": "last_four",
        "export.annexes": "all",
    }
)
"""Proposed in every new case; a purpose may propose another content for the same field."""

_MARKET: Mapping[str, Content] = MappingProxyType({"value.basis": "market_value"})
_ACCOUNTS: Mapping[str, Content] = MappingProxyType(
    {"value.basis": "fair_value", "accounts.framework": "ifrs", "export.id_numbers": "none"}
)
BY_PURPOSE: Mapping[str, Mapping[str, Content]] = MappingProxyType(
    {
        "market_value": {**_MARKET, "report.kind": "full"},
        "collateral": {**_MARKET, "report.kind": "full", "report.standard": "19"},
        "home_mortgage": {**_MARKET, "report.kind": "full"},
        "purchase": {**_MARKET, "report.kind": "full"},
        "betterment_levy": {**_MARKET, "report.kind": "full"},
        "capital_gains": {**_MARKET, "report.kind": "full"},
        "inheritance": {**_MARKET, "report.kind": "full"},
        "partition": {**_MARKET, "report.kind": "full"},
        "insurance": {"value.basis": "reinstatement_cost", "report.kind": "full"},
        "financial_statements": {**_ACCOUNTS, "report.kind": "comprehensive"},
        "securities": {**_ACCOUNTS, "report.kind": "comprehensive"},
        "decisive": {**_MARKET, "report.kind": "comprehensive"},
        "rent": {**_MARKET, "report.kind": "full"},
        "court": {**_MARKET, "report.kind": "expert_opinion"},
        "other": {},
    }
)
"""Purpose -> field -> canonical content. Nothing here is a fact of a property or a judgement."""


def proposed_content(code: str, path: str) -> Content | None:
    """What a purpose proposes for a field: its own default, else the general one, else None."""
    own = BY_PURPOSE.get(code, {})
    return own[path] if path in own else GENERAL.get(path)


def purpose_of_note(note: str | None) -> str | None:
    """The purpose that proposed a value, by its provenance's note; None for any other note."""
    return note.removeprefix(_NOTE) if note is not None and note.startswith(_NOTE) else None


def following(case: Case, changes: Iterable[Change], by: str, at: str) -> tuple[Change, ...]:
    """The changes of defaults that follow when the changes choose another purpose.

    Only what nobody has answered takes a default, or gives up the one that it has: a typed, read
    or confirmed value stays. `by` is an e-mail, `at` an ISO time in UTC. Raises Refused.
    """
    given = tuple(changes)
    if all(change.path != PURPOSE for change in given):
        return ()
    then = after(case, given)
    code = then.text(PURPOSE)
    if code is None or code == case.text(PURPOSE):
        return ()
    touched = {change.path for change in given}
    paths = dict.fromkeys([*BY_PURPOSE.get(code, {}), *_proposed_by_purpose(then)])
    found: list[Change] = []
    for path in paths:
        if path not in touched and _open_to_default(then.value(path)):
            found += setting(then, path, _proposal(code, path, by, at))
    return tuple(found)


def _proposed_by_purpose(case: Case) -> list[str]:
    return [
        path
        for path, value in case.values.items()
        if value.provenance is not None and purpose_of_note(value.provenance.note) is not None
    ]


def _open_to_default(value: Value | None) -> bool:
    if value is None:
        return True
    source = value.provenance
    return source is not None and source.origin is Origin.DEFAULT and source.confirmed_by is None


def _proposal(code: str, path: str, by: str, at: str) -> Value | None:
    content = proposed_content(code, path)
    if content is None:
        return None
    note = f"{_NOTE}{code}" if path in BY_PURPOSE.get(code, {}) else None
    return Value.of(content, Provenance(Origin.DEFAULT, by=by, at=at, note=note))
