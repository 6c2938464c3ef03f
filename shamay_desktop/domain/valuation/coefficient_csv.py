"""Tables of coefficients as CSV: a line a tier, for a sheet and back."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.cells import FORMULA, GUARD, guarded
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.valuation.coefficients import read_tables
from shamay_desktop.domain.valuation.equivalent_area import CoefficientTable

HEADS = ("name", "version", "valid_from", "mode", "category", "up_to", "coefficient", "note")
_TEXTS = ("name", "version", "note")


def tables_csv(tables: Sequence[CoefficientTable]) -> str:
    """Tables with their tiers, an open one without `up_to`; what could be a formula is guarded."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(HEADS)
    for table in tables:
        day = "" if table.valid_from is None else table.valid_from.isoformat()
        about = (guarded(table.name), guarded(table.version), day, table.mode.value)
        for category, tiers in table.tiers.items():
            for tier in tiers:
                up_to = "" if tier.up_to is None else plain(tier.up_to)
                row = (*about, category, up_to, plain(tier.coefficient), guarded(table.note))
                writer.writerow(row)
    return written.getvalue()


def tables_of_csv(text: str) -> tuple[CoefficientTable, ...]:
    """The tables of such lines, in their order.

    Raises Refused(`coefficients_wrong`, place, problem), also for a heading that is not there.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True))
    except csv.Error as error:
        raise Refused("coefficients_wrong", place="", problem="not_a_table") from error
    missing = {"name", "version", "category", "coefficient"} - set(rows[0] if rows else ())
    if missing:
        raise Refused("coefficients_wrong", place=sorted(missing)[0], problem="heading")
    return read_tables(list(_tables(rows)))


def _tables(rows: Sequence[dict[str | Any, Any]]) -> Iterator[dict[str, object]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        cells = {name: str(row.get(name) or "").strip() for name in HEADS}
        cells |= {name: _unguarded(cells[name]) for name in _TEXTS}
        about = {name: cells[name] for name in ("name", "version", "valid_from", "note")}
        about["mode"] = cells["mode"] or "marginal"
        key = (cells["name"], cells["version"])
        table = found.setdefault(key, {**about, "tiers": {}})
        if any(table[name] != said for name, said in about.items()):
            place = " ".join(key)
            raise Refused("coefficients_wrong", place=place, problem="differs")
        tier = {"up_to": cells["up_to"] or None, "coefficient": cells["coefficient"]}
        table["tiers"].setdefault(cells["category"], []).append(tier)
    yield from found.values()


def _unguarded(text: str) -> str:
    return text[1:] if text[:1] == GUARD and text[1:2] in (*FORMULA, GUARD) else text
